/** How the value of an argument is put: plain, as a list of one, or under an operator such as `{ operator, value }`. */

/** A value apart from the way it was put; `wrap` of both gives the value back. */
export type Unwrapped = { form: string; inner: unknown };

const LIST = "[]";

/** Takes a value out of its list of one and from under its operator; the plain form is the empty string. */
export function unwrap(value: unknown): Unwrapped {
  if (Array.isArray(value) && value.length === 1) return { form: LIST, inner: value[0] };
  if (typeof value !== "object" || value === null || !("operator" in value) || !("value" in value))
    return { form: "", inner: value };
  const operator = String(value.operator);
  if (Object.keys(value).length !== 2) return { form: "", inner: value };
  if (Array.isArray(value.value) && value.value.length === 1)
    return { form: `${operator}${LIST}`, inner: value.value[0] };
  return { form: operator, inner: value.value };
}

/** Puts a plain value in a form. */
export function wrap({ form, inner }: Unwrapped): unknown {
  if (form === "") return inner;
  if (form === LIST) return [inner];
  if (form.endsWith(LIST)) return { operator: form.slice(0, -LIST.length), value: [inner] };
  return { operator: form, value: inner };
}
