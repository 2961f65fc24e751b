/** Text that cannot be kept: found wherever it hides in an input, and named by its field. Pure. */
import type { FieldFault } from "./model";

/** Deeper nesting than any input has a use for. */
const deepest = 32;

/** Years that every side writes in the same way. */
const years = { first: 1, last: 9999 } as const;

/**
 * The first text in `value`, keys included, with a NUL character (Postgres keeps none) or half a surrogate pair
 * (UTF-8 has none), or the first instant of a year that is written otherwise; null when all of it can be stored. Walks without recursion: a sender decides how deep this goes.
 */
export function unstorable(value: unknown): FieldFault | null {
  const open = [{ value, path: [] as string[] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    const field = path.join(".");
    const message = typeof value === "string" ? flaw(value) : null;
    if (message) return { field, message };
    if (value instanceof Date && isFarOff(value))
      return { field, message: `is not within the years ${years.first} to ${years.last}` };
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) continue;
    if (path.length >= deepest) return { field, message: "is nested too deeply" };
    for (const [key, child] of Object.entries(value)) {
      const message = flaw(key);
      if (message) return { field, message };
      open.push({ value: child, path: [...path, key] });
    }
  }
  return null;
}

function isFarOff(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return !(year >= years.first && year <= years.last);
}

function flaw(text: string): string | null {
  if (text.includes("\0")) return "contains a NUL character";
  return /\p{Surrogate}/u.test(text) ? "contains half a surrogate pair" : null;
}
