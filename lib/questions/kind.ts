/** What a question is about, and which language it is in: two small classifiers, trained the example questions of eight languages. Pure. */
import { newSoftmax, normalise, type Softmax, score, train } from "#lib/apprentice/softmax";
import { hash, nextRandom, readWords } from "#lib/apprentice/tokens";
import { languageOf } from "#lib/tickets/message/language";
import { de } from "./examples/de";
import { en } from "./examples/en";
import { es } from "./examples/es";
import { fr } from "./examples/fr";
import { it } from "./examples/it";
import { type Examples, type QuestionKind, questionKinds } from "./examples/kinds";
import { nl } from "./examples/nl";
import { pt } from "./examples/pt";
import { zh } from "./examples/zh";

/** The languages questions are understood and answered in. */
export const askedLanguages = ["en", "de", "fr", "es", "zh", "it", "pt", "nl"] as const;
export type AskedLanguage = (typeof askedLanguages)[number];

const examples: Record<AskedLanguage, Examples> = { en, de, fr, es, zh, it, pt, nl };

const rounds = 14;
/** Below this a question is not about the ticket itself: what it says is looked for. */
const sure = 0.5;

export type Understood = { kind: QuestionKind; language: AskedLanguage };

/** How a question is understood. What is about nothing of the ticket itself is `other`. */
export function understood(question: string): Understood {
  trained ??= trainedOnExamples();
  const { kinds, languages } = trained;
  const features = featuresOf(question);
  const [kind, probability] = likeliest(kinds, questionKinds, features);
  const [guessed] = likeliest(languages, askedLanguages, features);
  const told = askedLanguages.find((one) => one === languageOf(question));
  return { kind: probability >= sure ? kind : "other", language: told ?? guessed };
}

/** Words that questions are put with, in one of the languages, whatever they are about. */
export function isQuestionWord(word: string): boolean {
  vocabulary ??= commonWords();
  return vocabulary.has(plain(word));
}

type Trained = { kinds: Softmax; languages: Softmax };
let trained: Trained | null = null;
let vocabulary: ReadonlySet<string> | null = null;

function trainedOnExamples(): Trained {
  const rows = askedLanguages.flatMap((language, languageAt) =>
    questionKinds.flatMap((kind, kindAt) =>
      linesOf(examples[language][kind]).map((line) => ({ features: featuresOf(line), kindAt, languageAt })),
    ),
  );
  const [kinds, languages] = [newSoftmax(), newSoftmax()];
  const random = { seed: 7 };
  for (let round = 0; round < rounds; round++)
    for (const { features, kindAt, languageAt } of shuffled(rows, random)) {
      learn(kinds, features, kindAt, questionKinds.length);
      learn(languages, features, languageAt, askedLanguages.length);
    }
  return { kinds, languages };
}

function learn(model: Softmax, features: Uint32Array, target: number, classes: number): void {
  train(model, features, target, new Uint8Array(classes).fill(1), new Float32Array(classes));
}

function likeliest<Class>(model: Softmax, classes: readonly [Class, ...Class[]], features: Uint32Array) {
  const scores = new Float32Array(classes.length);
  score(model, features, scores);
  normalise(scores, new Uint8Array(classes.length).fill(1));
  const best = scores.reduce((top, one, at) => (one > (scores[top] ?? 0) ? at : top), 0);
  return [classes[best] ?? classes[0], scores[best] ?? 0] as const;
}

/** Words, pairs of words, how it begins, and pieces of words, so that another ending says the same. */
function featuresOf(question: string): Uint32Array {
  const words = readWords(plain(question));
  const found = new Set<number>(words.map((word) => hash(`w ${word}`)));
  for (const [at, word] of words.entries()) {
    found.add(hash(`p ${words[at - 1] ?? "^"} ${word}`));
    const edged = `^${word}$`;
    for (let start = 0; start + 4 <= edged.length; start++)
      found.add(hash(`c ${edged.slice(start, start + 4)}`));
  }
  found.add(hash(`b ${words.slice(0, 3).join(" ")}`));
  return Uint32Array.from(found);
}

/** Lower case, without accents: people leave them out. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, " ");
}

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}

/** A word that several questions of one language are put with is none of what they are about. */
const several = 3;

function commonWords(): ReadonlySet<string> {
  const common = new Set<string>();
  for (const language of askedLanguages) {
    const counts = new Map<string, number>();
    const lines = questionKinds.flatMap((kind) => linesOf(examples[language][kind]));
    for (const line of lines)
      for (const word of new Set(readWords(plain(line)))) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) if (count >= several) common.add(word);
  }
  return common;
}

function shuffled<One>(rows: readonly One[], random: { seed: number }): One[] {
  const mixed = [...rows];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(nextRandom(random) * (at + 1));
    const [one, two] = [mixed[at], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[at], mixed[other]] = [two, one];
  }
  return mixed;
}
