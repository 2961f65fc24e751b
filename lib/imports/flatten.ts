/** An object of JSON as cells by path: what is deep in it, names that are told in two parts, lists of words. Pure. */

export type Lists = Map<string, Record<string, unknown>[]>;

/** Deepest level that is read. */
const deepest = 6;

/** The cells of `object` by dotted path, and its lists of objects, which are no cells. */
export function flattened(object: object): { cells: Record<string, string>; lists: Lists } {
  const cells: Record<string, string> = {};
  const lists: Lists = new Map();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (value === null || value === undefined || depth > deepest) return;
    if (Array.isArray(value)) {
      const objects = value.filter((one) => typeof one === "object" && one !== null && !Array.isArray(one));
      if (objects.length > 0) lists.set(path, objects);
      else cells[path] = value.map(textOf).filter(Boolean).join(", ");
    } else if (typeof value === "object") {
      for (const [key, child] of Object.entries(value))
        visit(child, path ? `${path}.${key}` : key, depth + 1);
      const name = nameIn(value);
      if (name && path) cells[`${path}.name`] = name;
    } else if (path) cells[path] = textOf(value);
  };
  visit(object, "", 0);
  return { cells, lists };
}

/** What the objects of a list are called, as of labels. */
export function namesOf(objects: readonly Record<string, unknown>[]): string {
  return objects
    .flatMap((object) => {
      const key = Object.keys(object).find((one) => /^(name|label|title|tag|value)$/i.test(one));
      return key ? textOf(object[key]) || [] : [];
    })
    .join(", ");
}

/** A person's name that is told in two parts and nowhere whole. */
function nameIn(object: object): string {
  const entries = Object.entries(object);
  if (entries.some(([key]) => /^(full|display)?_?name$/i.test(key))) return "";
  const part = (pattern: RegExp) => textOf(entries.find(([key]) => pattern.test(key))?.[1]);
  return [part(/^first(_?name)?$/i), part(/^last(_?name)?$/i)].filter(Boolean).join(" ");
}

/** A value in words; what cannot be kept is replaced. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value.replace(/\0|\p{Surrogate}/gu, "\ufffd").trim();
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
