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
  const open: Part[] = [{ value, key: "", within: null, depth: 0 }];
  for (let part = open.pop(); part; part = open.pop()) {
    const { value, depth } = part;
    const message = typeof value === "string" ? flaw(value) : null;
    if (message) return { field: fieldOf(part), message };
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) continue;
    if (value instanceof Date && isFarOff(value))
      return { field: fieldOf(part), message: `is not within the years ${years.first} to ${years.last}` };
    if (depth >= deepest) return { field: fieldOf(part), message: "is nested too deeply" };
    for (const [key, child] of Object.entries(value)) {
      const message = flaw(key);
      if (message) return { field: fieldOf(part), message };
      open.push({ value: child, key, within: part, depth: depth + 1 });
    }
  }
  return null;
}

/** A value, and where it stands: its path is put together only where it is told. */
type Part = { value: unknown; key: string; within: Part | null; depth: number };

function fieldOf({ key, within }: Part): string {
  if (!within) return "";
  const outer = fieldOf(within);
  return outer === "" ? key : `${outer}.${key}`;
}

function isFarOff(instant: Date): boolean {
  const year = instant.getUTCFullYear();
  return !(year >= years.first && year <= years.last);
}

function flaw(text: string): string | null {
  if (text.includes("\0")) return "contains a NUL character";
  return /\p{Surrogate}/u.test(text) ? "contains half a surrogate pair" : null;
}
