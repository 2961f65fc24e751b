/** Words of any script as tokens, their hashes, and the seeded random numbers the learners share. */
import { recalled } from "#lib/recalled";

/** Scripts written without spaces: a run of them is read as overlapping pairs of characters. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]+/gu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu;

/** A letter or digit that goes on a word it stands beside: in scripts without spaces, and after Hangul, a value ends where they begin. For expressions with the flag `v`. */
export const JOINING = `[[\\p{L}\\p{M}\\p{N}_]--[${UNSPACED.source}\\p{Script=Hangul}]]`;
const JOINING_CHARACTER = new RegExp(`^${JOINING}$`, "v");

/** True when the character and another such one beside it belong to one word. */
export function isJoining(character: string | undefined): boolean {
  return character !== undefined && JOINING_CHARACTER.test(character);
}

/** A ticket's texts are read again at every one of its moments: the newest are kept as they were read. */
/** Lower-cased words in reading order; character pairs where a script has no spaces. */
export const words = recalled(4_000, readWords);

/** Reads the words of a text, unremembered: for short pieces that are kept elsewhere. */
export function readWords(text: string): readonly string[] {
  const found = text.toLowerCase().match(WORD) ?? [];
  return found.flatMap((word) => (UNSPACED.test(word) ? unspacedWords(word) : [word]));
}

/** Two texts that share this much say the same. */
export const ALMOST = 0.8;

/** How much two texts share: 2 · shared words / all words of both. */
export function overlap(left: string, right: string): number {
  if (left === right) return 1;
  const counts = new Map<string, number>();
  const leftWords = words(left);
  const rightWords = words(right);
  for (const word of leftWords) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of rightWords) {
    const count = counts.get(word) ?? 0;
    if (count > 0) shared++;
    counts.set(word, count - 1);
  }
  return (2 * shared) / Math.max(1, leftWords.length + rightWords.length);
}

/** True when the text shows digits. */
export function hasDigit(text: string): boolean {
  return /\p{N}/u.test(text);
}

/** FNV-1a over UTF-16 units with a final mix; an unsigned 32-bit number. */
export function hash(text: string, seed = 0x811c9dc5): number {
  let value = seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(value);
}

/** One hash out of two; the order matters. */
export function combine(left: number, right: number): number {
  return mix(Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ right);
}

/** A generator state of one unsigned 32-bit number (mulberry32): deterministic and kept in the snapshot. */
export type RandomState = { seed: number };

/** The next number in [0, 1). */
export function nextRandom(random: RandomState): number {
  random.seed = (random.seed + 0x6d2b79f5) >>> 0;
  let value = random.seed;
  value = Math.imul(value ^ (value >>> 15), value | 1);
  value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
  return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function unspacedWords(run: string): string[] {
  return (run.match(UNSPACED_RUN) ?? []).flatMap((part) => (UNSPACED.test(part) ? pairs(part) : [part]));
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
