/** What a question is about beside the words it is put with, and how much of that a text holds. Pure. */
import { readWords } from "#lib/apprentice/tokens";
import { terms } from "#lib/knowledge/terms";
import { isQuestionWord } from "./kind";

/** A term of the topic, and what it weighs. */
export type TopicTerm = { term: string; weight: number };

export type Topic = {
  terms: readonly TopicTerm[];
  /** The topic in the words of the question. */
  words: string;
};

/** The topic of a question; `weightOf` says how telling a term is. */
export function topicOf(question: string, weightOf: (term: string) => number = () => 1): Topic {
  const said = termsOfTopic(question);
  return {
    terms: [...new Set(said.flatMap(({ terms: found }) => found))].map((term) => ({
      term,
      weight: weightOf(term),
    })),
    words: [...new Set(said.map(({ word }) => word))].join(" "),
  };
}

/** Words of the question in its order, each with its search terms, without those that questions are put with. */
function termsOfTopic(question: string): { word: string; terms: string[] }[] {
  return question
    .split(/[\s?!,;"“”„«»¿¡？！，。、]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, ""))
    .map((word) => ({ word, terms: readWords(word).every(isQuestionWord) ? [] : terms(word) }))
    .filter((one) => one.terms.length > 0);
}

/** From so many letters on, a word that another one begins with is that word with another ending. */
const stemLetters = 5;
const longestEnding = 4;

/** The share of the topic, by weight, that stands in a text; `context` (a title, a heading) counts half. */
export function coverage({ terms: wanted }: Topic, text: string, context = ""): number {
  const total = wanted.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  const [inText, inContext] = [new Set(terms(text)), new Set(terms(context))];
  const held = wanted.reduce((sum, { term, weight }) => {
    if (stands(term, inText)) return sum + weight;
    return stands(term, inContext) ? sum + weight / 2 : sum;
  }, 0);
  return held / total;
}

function stands(term: string, among: ReadonlySet<string>): boolean {
  if (among.has(term)) return true;
  if (term.length < stemLetters || !/^\p{L}+$/u.test(term)) return false;
  for (const other of among) if (isInflected(term, other)) return true;
  return false;
}

/** Two words that differ in their ending alone. */
function isInflected(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  if (shorter < stemLetters || Math.max(one.length, other.length) - shorter > longestEnding) return false;
  let shared = 0;
  while (shared < shorter && one[shared] === other[shared]) shared += 1;
  return shared >= stemLetters && shared >= shorter - 2;
}
