/** Which language a text is written in: unknown rather than wrong, since messages are short and full of names of machines. */
import { eld } from "eld/extrasmall";
import { recalled } from "#lib/recalled";
import { said } from "./parts";
import { splitSentences } from "./sentences";

/** ISO 639-1. */
export type Language = string;

/** Letters below which a text in an alphabet tells nothing. */
const fewestLetters = 16;
const fewestWords = 4;
const longest = 4_000;
/** What machines say: code, and words in capitals. */
const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`|(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu;
/** What is said by its place, with blanks around it: addresses, paths, anything with a digit. */
const placed = /[\p{N}_@/\\=<>{}]|.\../su;

/** Languages so near each other that a few words tell them apart only by chance. */
const near = [
  ["da", "no", "nb", "sv"],
  ["cs", "sk"],
  ["hr", "sr", "bs", "sl"],
  ["es", "ca", "gl", "pt"],
  ["id", "ms"],
  ["ru", "uk", "bg", "be"],
];

/** The language of a text; null where it cannot be told. Asked of each draft and of each sentence it answers. */
export const languageOf = recalled(2_000, (text: string): Language | null => {
  const words = withoutMachines(text.slice(0, longest)).trim();
  const script = byScript(words);
  if (script) return script;
  const few = words.match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
  if (few.length < fewestWords || few.join("").length < fewestLetters) return null;
  const found = eld.detect(words);
  return found.isReliable() && found.language !== "" && isClear(found.language, found.getScores())
    ? found.language
    : null;
});

/** So far a language has to lead English: of 39 wrong guesses at the recorded English messages 34 led by less. */
const clearLead = 0.08;

/** True where the text is not nearly as likely English, whose words stand in messages of every language. */
function isClear(language: Language, scores: Readonly<Record<Language, number>>): boolean {
  return language === "en" || (scores[language] ?? 0) - (scores.en ?? 0) > clearLead;
}

/** Word by word: an expression that looks for the whole of a word around a sign in it begins anew at each letter. */
function withoutMachines(text: string): string {
  return text.replace(code, " ").replace(/\S+/gu, (word) => (placed.test(word) ? " " : word));
}

/**
 * The language a customer writes: what machines say in the midst of his words is English in every country, so that a
 * good part in another language decides.
 */
export function languageOfMessages(bodies: readonly string[]): Language | null {
  const shares = new Map<Language, number>();
  let all = 0;
  for (const sentence of bodies.flatMap((body) => splitSentences(said(body)))) {
    const language = languageOf(sentence);
    if (!language) continue;
    const length = withoutMachines(sentence.slice(0, longest)).match(/\p{L}/gu)?.length ?? 0;
    all += length;
    shares.set(language, (shares.get(language) ?? 0) + length);
  }
  const [first, second] = [...shares].sort(([, a], [, b]) => b - a);
  if (!first) return languageOf(bodies.map(said).join("\n"));
  return first[0] === "en" && second && second[1] >= all / 4 ? second[0] : first[0];
}

/** True where two texts are surely not in one language. */
export function isOther(one: Language | null, other: Language | null): boolean {
  if (one === null || other === null || one === other) return false;
  return !near.some((group) => group.includes(one) && group.includes(other));
}

/** Scripts that one language alone is written in, or nearly so. */
const scripts: [Language, RegExp][] = [
  ["ja", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", /\p{Script=Hangul}/gu],
  ["zh", /\p{Script=Han}/gu],
  ["th", /\p{Script=Thai}/gu],
  ["el", /\p{Script=Greek}/gu],
  ["he", /\p{Script=Hebrew}/gu],
];

function byScript(text: string): Language | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isIn = ([, script]: [Language, RegExp]) =>
    (text.match(script)?.length ?? 0) * 5 >= Math.max(letters, 5);
  return scripts.find(isIn)?.[0] ?? null;
}
