/** Relevance: whether a passage really answers a question, or is only the nearest there is. Pure. */

import type { ParsedPassage } from "./parse-passage";
import { type Sentences, sharedPairs, standsWordForWord } from "./phrases";
import { codeWeight, type QueryTerm, titleWeight } from "./rank";
import type { SearchQuery } from "./search";

/** Inverse document frequency of any term of the passages. */
export type Rarity = (term: string) => number;

/** A question of fewer words that stand in the passage says too little to be sure of anything. */
const enoughWords = 3;
/** What words standing together as in the question add, all of them, and what a name such as that of a metric adds. */
const pairsCount = 0.3;
const nameCounts = 0.1;
/** A sentence that is this much of what was asked and stands word for word in the passage makes it at least this similar. */
const quotedShare = 0.3;
const quoted = 0.5;

/**
 * How much of question and passage is the same, in [0, 1]: the cosine of the TF-IDF vectors (Salton, Buckley 1988) of what
 * was asked in words and of the passage, more where words stand together as they do in the question, and where a name of
 * several parts stands there whole. Unlike a BM25 score it counts what the passage says and nobody asked, and words of
 * the question that no passage has, so that it can be compared between questions.
 */
export function textSimilarity(
  { terms, sentences }: Pick<SearchQuery, "terms" | "sentences">,
  reading: ParsedPassage,
  rarity: Rarity,
): number {
  const counts = countAll(reading, new Set(terms.map(({ term }) => term)));
  const shared = terms.filter(({ term, asked }) => asked > 0 && counts.has(term) && isWord(term)).length;
  const named = terms.some(({ term }) => isName(term) && counts.has(term)) ? nameCounts : 0;
  const pairs = pairsCount * sharedPairs(sentences, reading, rarity);
  const alike = Math.min(1, shared / enoughWords) * (cosine(terms, counts, rarity) + pairs + named);
  return Math.min(1, Math.max(alike, isQuoted(terms, sentences, reading) ? quoted : 0));
}

/**
 * P(the passage is about the question), from its text similarity: a logistic fit on the alerts and runbooks of six organisations,
 * each left out in turn. See docs/retrieval.md.
 */
export function relevance(textSimilarity: number): number {
  return 1 / (1 + Math.exp(-slope * (textSimilarity - even)));
}
const slope = 11.5;
const even = 0.345;

/** The terms of a passage, each once, for asking how rare they are. */
export function distinctTerms({ title, sections }: ParsedPassage): string[] {
  return [...new Set([...title, ...sections.flatMap(({ prose, code }) => [...prose, ...code])])];
}

type Counts = Map<string, number>;

/** How often each term stands in a passage, by field; two words in a row also as the one word the question has for them. */
function countAll({ title, sections }: ParsedPassage, asked: ReadonlySet<string>): Counts {
  const counts: Counts = new Map();
  add(counts, title, titleWeight, asked);
  for (const { prose, code } of sections) {
    add(counts, prose, 1, asked);
    add(counts, code, codeWeight, asked);
  }
  return counts;
}

function add(counts: Counts, text: readonly string[], weight: number, asked: ReadonlySet<string>) {
  for (const [place, term] of text.entries()) {
    counts.set(term, (counts.get(term) ?? 0) + weight);
    const joined = `${term}${text[place + 1] ?? ""}`;
    if (joined !== term && asked.has(joined)) counts.set(joined, (counts.get(joined) ?? 0) + weight);
  }
}

/** True where a sentence that is much of what was asked stands word for word in the passage. */
function isQuoted(query: readonly QueryTerm[], sentences: Sentences, reading: ParsedPassage): boolean {
  const sentence = new Set(standsWordForWord(sentences, reading));
  if ([...sentence].filter(isWord).length < enoughWords) return false;
  const worth = (some: readonly QueryTerm[]) => some.reduce((sum, { asked }) => sum + asked, 0);
  return worth(query.filter(({ term }) => sentence.has(term))) >= quotedShare * worth(query);
}

function cosine(query: readonly QueryTerm[], counts: Counts, rarity: Rarity): number {
  let product = 0;
  let ofQuery = 0;
  for (const { term, asked } of query) {
    ofQuery += asked * asked;
    const count = counts.get(term);
    if (count !== undefined && asked > 0) product += asked * damped(count) * rarity(term);
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

/** A name of three parts or more, as metrics and settings have it. */
function isName(term: string): boolean {
  return /^[\p{L}\p{N}]+(?:[_:]+[\p{L}\p{N}]+){2,}$/u.test(term);
}
