/** Flattens a tool's result: every value, however deeply nested, under its path. */

/** One value; null stands for what is there and empty. */
export type Leaf = { path: string; value: string | number | boolean | null };

/** A list within a result; `of` are the names of its items' values when those are objects. */
export type List = { path: string; items: readonly unknown[] };

/** A result spread out: its values, its lists, and the name each began with at the top. */
export type Spread = { leaves: Leaf[]; lists: List[] };

/** Values read of one result: what lies beyond is a table, and no reply tells it. */
const LEAVES_READ = 500;
/** Characters that stand for something in the name of a slot, or could be mistaken for that. */
const RESERVED = /[%.#[\]{}⟨⟩]|^[@?!~]/gu;

/** Spreads a result out, breadth first: what is nearer the top is read first. */
export function spread(result: Readonly<Record<string, unknown>>): Spread {
  const leaves: Leaf[] = [];
  const lists: List[] = [];
  const open: { path: string; value: unknown }[] = entriesOf(result, "");
  for (const { path, value } of open) {
    if (leaves.length === LEAVES_READ) break;
    if (Array.isArray(value)) {
      lists.push({ path, items: value });
      // One by one: a spread argument list has a limit, a list has none.
      for (const [index, item] of value.slice(0, LEAVES_READ).entries())
        open.push({ path: `${path}[${index}]`, value: item });
    } else if (typeof value === "object" && value !== null) {
      for (const entry of entriesOf(value, `${path}.`)) open.push(entry);
    } else if (value !== undefined) leaves.push({ path, value: plain(value) });
  }
  return { leaves, lists };
}

/** A value as a reply would say it. */
export function textOf(value: Leaf["value"]): string {
  return value === null ? "" : String(value).trim();
}

/** The name of the value itself: without the names on the way to it and its place in a list. */
export function ownName(path: string): string {
  const inList = path.replace(/(?<![#}\]])(?:#|\{[^}]{0,400}\}|\[[^\]]{0,400}\])+$/u, "");
  return inList.slice(inList.lastIndexOf(".") + 1);
}

/** The name at the top of the result. */
export function topName(path: string): string {
  return /^[^.[{#]*/u.exec(path)?.[0] ?? path;
}

/** A name as a slot may carry it; no two names become one. */
export function slotName(name: string): string {
  return name.replace(RESERVED, (character) => `%${character.codePointAt(0)?.toString(16)}`);
}

function entriesOf(object: object, before: string): { path: string; value: unknown }[] {
  return Object.entries(object).map(([name, value]) => ({ path: `${before}${slotName(name)}`, value }));
}

function plain(value: unknown): Leaf["value"] {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : value === null
      ? null
      : String(value);
}
