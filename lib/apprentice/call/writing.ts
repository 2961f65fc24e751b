/** How the values of an argument are written. A name with a trait that none of several ever had names something else. Pure. */
import { placedWords } from "./placed-words";

type Values = ReadonlyMap<string, { value: unknown }>;

/** `seen`: so many values without it tell. */
type Trait = { has: (text: string) => boolean; seen: number };

const traits: readonly Trait[] = [
  // Whoever names things in small letters writes "UTF-8" of something else.
  { has: (text) => /\p{Lu}/u.test(text), seen: 3 },
  // Names of one word each are no two words of a sentence.
  { has: (text) => /\s/u.test(text), seen: 3 },
  { has: (text) => /(?<![\p{L}\p{N}])\p{L}(?![\p{L}\p{N}])/u.test(text), seen: 6 },
  { has: (text) => !/\p{N}/u.test(text), seen: 6 },
];

/** Numbers that count things grow by a digit, and not by more. */
const GROWTH = 1;
const NUMBERS_SEEN = 6;

/** True where a value is written as none of the known ones is. */
export function isWrittenElse(value: unknown, values: Values): boolean {
  const text = String(value);
  if (traits.some(({ has, seen }) => values.size >= seen && has(text) && !hasAny(values, has))) return true;
  const shorter = longestNumber(text) - GROWTH;
  return (
    shorter > 0 && values.size >= NUMBERS_SEEN && !hasAny(values, (known) => longestNumber(known) >= shorter)
  );
}

/** Digits of the longest number that is a part by itself: of "iso-27001" five, of "vm-77be" none. */
function longestNumber(text: string): number {
  const numbers = text.match(/(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}])/gu) ?? [];
  return Math.max(0, ...numbers.map(({ length }) => length));
}

function hasAny(values: Values, has: Trait["has"]): boolean {
  for (const { value } of values.values()) if (has(String(value))) return true;
  return false;
}

/** Where a name stands decides how much of its spelling is its own. */
export type Position = "within" | "first" | "shouted";

const ENDS_SENTENCE = /[.!?:;…。！？\n]/u;
/** Stands between sentences, or opens one. */
const OPENS = /["'“‘(\s]/u;
/** So far back, in characters, the end of the sentence before is looked for. */
const LOOKED = 8;

/** Where the name that begins at this character stands in a text. */
export function positionAt(text: string, index: number): Position {
  if (!/\p{Ll}/u.test(text) && placedWords(text).words.length > 2) return "shouted";
  const before = text.slice(Math.max(0, index - LOOKED), index);
  const last = [...before].findLast((sign) => ENDS_SENTENCE.test(sign) || !OPENS.test(sign));
  return last === undefined || ENDS_SENTENCE.test(last) ? "first" : "within";
}
