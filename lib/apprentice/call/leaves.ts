/** Flattens nested arguments to leaves with a path each: a call is learnt and filled in leaf by leaf. */
import { isPut } from "./forms";

/** Joins the names on the way to a value: a character no name has. */
const JOINT = "\u001f";
/** What lies deeper, or is wider, is one value. */
const DEEPEST = 4;
const WIDEST = 40;

/** The values of a call by their whole names; lists, and values under an operator, stay as they are. */
export function leavesOf(given: Readonly<Record<string, unknown>>, depth = 1): Record<string, unknown> {
  const leaves = Object.entries(given).flatMap(([name, value]): [string, unknown][] =>
    isInner(value) && depth < DEEPEST
      ? Object.entries(leavesOf(value, depth + 1)).map(([inner, leaf]) => [`${name}${JOINT}${inner}`, leaf])
      : [[name, value]],
  );
  return Object.fromEntries(leaves);
}

/** The arguments whose leaves these are. */
export function fromLeaves(leaves: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = new Map<string, unknown>();
  const inner = new Map<string, [string, unknown][]>();
  for (const [path, leaf] of Object.entries(leaves)) {
    const at = path.indexOf(JOINT);
    const name = at < 0 ? path : path.slice(0, at);
    // Keeps the order of the arguments.
    own.set(name, leaf);
    if (at >= 0) inner.set(name, [...(inner.get(name) ?? []), [path.slice(at + 1), leaf]]);
  }
  for (const [name, entries] of inner) own.set(name, fromLeaves(Object.fromEntries(entries)));
  return Object.fromEntries(own);
}

/** The last name on the way to a leaf. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf(JOINT) + 1);
}

function isInner(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isPut(value)) return false;
  const { length } = Object.keys(value);
  return length > 0 && length <= WIDEST;
}
