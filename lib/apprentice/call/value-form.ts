/** What values of an argument look like: their classes of signs, their lengths, and the pattern around a number. */
import { identifierShape } from "./identifiers";

/** The gap of a pattern: a character no value has. */
const GAP = "\u0000";

/** Letters and digits as classes: "14th" → "0a". */
export function shape(span: string): string {
  return span
    .replace(/\p{Lu}[\p{L}\p{M}']*/gu, "A")
    .replace(/\p{Ll}+/gu, "a")
    .replace(/\p{N}+/gu, "0")
    .slice(0, 12);
}

/** What a value in normal form looks like: the number of its words and, of numbers, of their digits. */
export function look(form: string): string {
  const parts = form.split(" ");
  if (parts.length > 4) return "long";
  return parts.map((part) => (/^\p{N}/u.test(part) ? Math.min(part.length, 9) : "a")).join("");
}

/** The pattern with a number in its gap. */
export function fillPattern(pattern: string, number: string): string {
  return pattern.replace(GAP, number);
}

export function patternOf(value: unknown): string | null {
  if (typeof value !== "string" || identifierShape(value) || value.length > 24) return null;
  const numbers = value.match(/\p{N}+/gu) ?? [];
  return numbers.length === 1 && numbers[0] !== value ? value.replace(/\p{N}+/u, GAP) : null;
}
