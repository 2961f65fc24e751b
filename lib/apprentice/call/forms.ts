/** The form of an argument's value: plain, a list of one, or under an operator such as `{ operator, value }`. */

/** A value apart from the way it was put; `wrap` of both gives the value back. */
export type Unwrapped = { form: string; inner: unknown };

const LIST = "[]";

/** Takes a value out of its list of one and from under its operator; the plain form is the empty string. */
export function unwrap(value: unknown): Unwrapped {
  if (Array.isArray(value) && value.length === 1) return { form: LIST, inner: value[0] };
  if (!isPut(value)) return { form: "", inner: value };
  const operator = String(value.operator);
  if (Array.isArray(value.value) && value.value.length === 1)
    return { form: `${operator}${LIST}`, inner: value.value[0] };
  return { form: operator, inner: value.value };
}

/** True for a value under an operator. */
export function isPut(value: unknown): value is { operator: unknown; value: unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    "operator" in value &&
    "value" in value &&
    Object.keys(value).length === 2
  );
}

/** Puts a plain value in a form; a list is in that of a list already. */
export function wrap({ form, inner }: Unwrapped): unknown {
  if (form === "" || (form === LIST && Array.isArray(inner))) return inner;
  if (form === LIST) return [inner];
  if (form.endsWith(LIST)) return { operator: form.slice(0, -LIST.length), value: [inner] };
  return { operator: form, value: inner };
}
