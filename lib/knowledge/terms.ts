/** Text to search terms: words of any script, parts of identifiers, light English stems. */
import { recalled } from "#lib/recalled";

const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}";
const pieces = new RegExp(`[${unspaced}]+|[\\p{L}\\p{N}]+(?:[._:/-][\\p{L}\\p{N}]+)*`, "gu");
const isUnspaced = new RegExp(`^[${unspaced}]`, "u");
/** The same for text of ASCII alone, which is read three times as fast without Unicode's classes. */
const plainPieces = /[a-z0-9]+(?:[._:/-][a-z0-9]+)*/gi;
const isPlain = /^[\s!-~]*$/;

const longestTerm = 64;

/** Words so common that they never tell one passage from another. */
const stopWords = new Set(
  `a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it
  its just like may me more most my no not of on or our please she should so some such than thank thanks that the their
  them then there these they this those to too us was we were what when where which while who why will with would you
  your am im hi hello dear regards`.split(/\s+/),
);

/**
 * Search terms of `text` in reading order, repeats included: lower-cased and stemmed words, compound
 * identifiers whole and in parts (`KubePodCrashLooping`, `db-prod-7.eu`), character pairs where a
 * script writes no spaces.
 */
export function terms(text: string): string[] {
  const found: string[] = [];
  if (isPlain.test(text)) {
    for (const piece of text.match(plainPieces) ?? []) for (const term of knownTerms(piece)) found.push(term);
    return found;
  }
  for (const piece of text.normalize("NFKC").match(pieces) ?? [])
    found.push(...(isUnspaced.test(piece) ? pairs(piece) : knownTerms(piece)));
  return found;
}

/** Few pieces make up most of all text: what they were taken apart into is kept. */
const shortTerms = recalled(50_000, identifierTerms);
const longestKept = 40;

function knownTerms(piece: string): readonly string[] {
  return piece.length > longestKept ? identifierTerms(piece) : shortTerms(piece);
}

/** English inflections taken off where that is safe: plural -s, -ies, -ing, -ed. Identifiers with digits stay whole. */
export function stem(word: string): string {
  if (word.length < 4 || /[^a-z]/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("s") && !/(ss|us|is)$/.test(word)) return stem(word.slice(0, -1));
  if (word.endsWith("ing") && word.length > 5) return undouble(word.slice(0, -3));
  if (word.endsWith("ed") && word.length > 4) return undouble(word.slice(0, -2));
  if (word.endsWith("e") && word.length > 4) return word.slice(0, -1);
  return word;
}

function undouble(root: string): string {
  if (/([bdgmnprt])\1$/.test(root)) return root.slice(0, -1);
  return root.endsWith("e") && root.length > 4 ? root.slice(0, -1) : root;
}

function identifierTerms(piece: string): string[] {
  const parts = piece.split(/[._:/-]/).flatMap(camelParts);
  const whole = piece.toLowerCase();
  const words = parts.map((part) => part.toLowerCase()).filter((word) => word && !stopWords.has(word));
  const isCompound = parts.length > 1 && whole.length <= longestTerm;
  return [...(isCompound ? [whole] : []), ...words.map((word) => stem(word).slice(0, longestTerm))];
}

function camelParts(word: string): string[] {
  return word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(" ");
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ""}${character}`);
}
