/** Words of a text with their places in it, so that a value can be found, cut out and compared with its neighbours. */
import { recalled } from "#lib/recalled";
import { readWords, UNSPACED } from "../tokens";

export type PlacedWords = { words: readonly string[]; starts: readonly number[]; ends: readonly number[] };

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu;
/** Digits, a run of an unspaced script, or other letters: pairs of characters never cross from one to another. */
const PART = new RegExp(`\\p{N}+|${UNSPACED.source}+|[^\\p{N}${UNSPACED.source.slice(1, -1)}]+`, "gu");
/** The minutes of a full hour say nothing: "3:00" is 3. */
const FULL_HOUR = /(?<=\p{N}):00(?!\p{N})/gu;

/** Lower-cased words, digits split from letters, so that "3pm" and "3 pm" are one; character pairs where a script has no spaces. */
export const placedWords = recalled(2_000, (text: string): PlacedWords => {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const run of text.replace(FULL_HOUR, "   ").matchAll(WORD)) {
    for (const part of run[0].matchAll(PART)) {
      const start = run.index + part.index;
      const found = readWords(part[0]);
      found.forEach((word, index) => {
        words.push(word);
        // Pairs of characters overlap: each begins one character after the one before.
        starts.push(found.length > 1 ? Math.min(start + index, start + part[0].length - 1) : start);
        ends.push(found.length > 1 ? start + index + word.length : start + part[0].length);
      });
    }
  }
  return { words, starts, ends };
});

/** The words of a value with digits split from letters, so that "3pm" and "3 pm" are one. */
export function normalForm(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return JSON.stringify(value).toLowerCase();
  const text = String(value);
  return placedWords(text).words.join(" ") || text;
}
