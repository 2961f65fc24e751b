/** Whether a passage is really about a question, or only the nearest there is: pure. */
import { codeWeight, type QueryTerm, titleWeight } from "./rank";
import { type Reading, standsAlone } from "./reading";

/** Inverse document frequency of any term of the passages. */
export type Rarity = (term: string) => number;

/** A question of fewer words that stand in the passage says too little to be sure of anything. */
const enoughWords = 3;

/**
 * How much of question and passage is the same, in [0, 1]: the mean of two cosines of TF-IDF vectors (Salton, Buckley
 * 1988), of all that is known against the whole passage and of what was asked in words against its best section. Unlike
 * a BM25 score it counts what the passage says and nobody asked, and words of the question that no passage has, so that
 * it can be compared between questions.
 */
export function likeness(query: readonly QueryTerm[], reading: Reading, rarity: Rarity): number {
  const { whole, sections } = countAll(reading);
  const asked = Math.max(...sections.map((part) => cosine(query, (term) => term.asked, part, rarity)));
  const all = cosine(query, ({ weight }) => weight, whole, rarity);
  const shared = query.filter(({ term, asked }) => asked > 0 && whole.has(term) && isWord(term)).length;
  return Math.min(1, shared / enoughWords) * (asked / 2 + all / 2);
}

/**
 * P(the passage is about the question), from its likeness: a logistic fit on pairs of runbooks that two organisations
 * wrote about the same alert, against the nearest runbook where there is none. See docs/retrieval.md.
 */
export function aboutness(likeness: number): number {
  return 1 / (1 + Math.exp(-slope * (likeness - even)));
}
const slope = 10.9;
const even = 0.345;

/** The terms of a passage, each once, for asking how rare they are. */
export function distinctTerms({ title, sections }: Reading): string[] {
  return [...new Set([...title, ...sections.flatMap(({ prose, code }) => [...prose, ...code])])];
}

type Counts = Map<string, number>;

function countAll({ title, sections }: Reading): { whole: Counts; sections: Counts[] } {
  const whole: Counts = new Map();
  add(whole, title, titleWeight);
  const parts = sections.flatMap((section) => {
    const counts: Counts = new Map();
    add(counts, title, titleWeight);
    for (const into of [whole, counts]) {
      add(into, section.prose, 1);
      add(into, section.code, codeWeight);
    }
    return standsAlone(section) ? [counts] : [];
  });
  return { whole, sections: parts.length > 0 ? parts : [whole] };
}

function add(counts: Counts, text: readonly string[], weight: number) {
  for (const term of text) counts.set(term, (counts.get(term) ?? 0) + weight);
}

function cosine(
  query: readonly QueryTerm[],
  weightOf: (term: QueryTerm) => number,
  counts: Counts,
  rarity: Rarity,
): number {
  let product = 0;
  let ofQuery = 0;
  for (const asked of query) {
    const weight = weightOf(asked);
    ofQuery += weight * weight;
    const count = counts.get(asked.term);
    if (count !== undefined && weight > 0) product += weight * damped(count) * rarity(asked.term);
  }
  let ofPassage = 0;
  for (const [term, count] of counts) ofPassage += (damped(count) * rarity(term)) ** 2;
  return product === 0 ? 0 : product / Math.sqrt(ofQuery * ofPassage);
}

function damped(count: number): number {
  return 1 + Math.log(Math.max(1, count));
}

/** Not a number, nor an identifier of several parts. */
function isWord(term: string): boolean {
  return /^\p{L}+$/u.test(term);
}
