/** A payload as its single values, each with the words of its name and of what it stands in. Pure. */
import { wordsOf } from "../state-words";
import { inEnglish } from "./foreign-names";

export type Scalar = string | number | boolean;

/** One value: `words` are of its own name, `within` of each object it stands in, the outermost first. */
export type Leaf = { key: string; words: string[]; within: string[][]; value: Scalar };

/** Deeper than this, and beyond so many values, nothing of an alert is told. */
const deepest = 6;
const mostLeaves = 2_000;

/** Names that are written as one word although they are two, as in `SERVICESTATE`. */
const joined =
  /^(?:(\w{3,}?)(state|status|type|desc|time|date|severity|title|output|id)|(alarm|check|monitor|rule|sensor|test)(name|url))$/;

/** Says how a name is written, not of what it is the name. */
const manner = new Set(["friendly", "display"]);

/** The single values of a payload, those further out first. A list counts where it has one item: of several, none is the alert's own. */
export function leavesOf(payload: object, without?: unknown): Leaf[] {
  const found: Leaf[] = [];
  let level: { object: object; within: string[][] }[] = [{ object: payload, within: [] }];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const inner: typeof level = [];
    for (const { object, within } of level)
      for (const [key, told] of Object.entries(object)) {
        if (told === without && without !== undefined) continue;
        const value = unwrapped(told);
        const [words = [], ...holders] = pathOf(key).reverse();
        const around = [...within, ...holders.reverse()];
        if (isScalar(value)) found.push({ key, words, within: around, value });
        else if (typeof value === "object" && value !== null)
          inner.push({ object: value, within: [...around, words] });
        if (found.length >= mostLeaves) return found;
      }
    level = inner;
  }
  return found;
}

/** A key with dots tells a path in one: `service.name` is the name of the service. */
function pathOf(key: string): string[][] {
  return /^\w+(?:\.\w+)+$/.test(key) ? key.split(".").map(namedBy) : [namedBy(key)];
}

function namedBy(key: string): string[] {
  return wordsOf(key)
    .map(inEnglish)
    .filter((word) => !manner.has(word))
    .flatMap((word) => joined.exec(word)?.slice(1).filter(Boolean) ?? [word]);
}

export function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value) && value !== "";
}

/** What stands in a list of one, in a list of names with values, or in a text that is JSON itself. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return pairs(value) ?? (value.length === 1 ? unwrapped(value[0]) : undefined);
  if (typeof value !== "string" || !/^\s*\{/.test(value) || value.length > 200_000) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** `[{ "name": "host", "value": "web-1" }]` as names with values. */
function pairs(items: readonly unknown[]): Record<string, unknown> | null {
  const named = items.flatMap((item) => {
    const { name, key, value } = Object(item) as Record<string, unknown>;
    return isScalar(name ?? key) && isScalar(value) ? [[String(name ?? key), value] as const] : [];
  });
  return items.length > 0 && named.length === items.length ? Object.fromEntries(named) : null;
}
