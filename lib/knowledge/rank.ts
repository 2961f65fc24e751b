/** Ranks a handful of candidate passages for a query, and finds the words to show: pure. */
import { type ParsedPassage, standsAlone } from "./parse-passage";
import { terms } from "./terms";

/** A word of a question, as it counts. */
export type QueryTerm = {
  term: string;
  /** Inverse document frequency. */
  idf: number;
  /** `idf` times how often it was said, each time again for less. */
  weight: number;
  /** The same for what was asked in words, without what stood beside it; 0 for a term that only stood beside it. */
  asked: number;
  /** False for a word that stands in no passage: it takes part in how much of a question is answered. */
  isKnown: boolean;
};

/** What a word counts in a title, and in code, where one in prose counts 1. */
export const titleWeight = 2.5;
export const codeWeight = 0.5;

const saturation = 2;
/** Terms of a passage and of a section, as they are on average in runbooks. */
const usualLength = 180;
const usualSectionLength = 45;
const lengthPenalty = 0.6;
/** What the best section counts beside the whole passage. */
const sectionWeight = 0.25;

/** Passages about other things that are imagined beside a team's own: among its first few, every word would be common. */
const imagined = 50;

/** Inverse document frequency as in BM25, never negative. `documents` of `total` hold the term. */
export function inverseFrequency(documents: number, total: number): number {
  return Math.log(1 + (total + imagined - documents + 0.5) / (documents + 0.5));
}

/**
 * BM25F (Robertson, Zaragoza, Taylor 2004) over title, prose and code, plus a quarter of that of the best section: a
 * long passage of which one part answers is not worth less than a short one. Returns a score per candidate, divided by
 * the best this query can reach: in [0, 1], comparable within one search.
 */
export function scoreCandidates(query: QueryTerm[], candidates: readonly ParsedPassage[]): number[] {
  const scoring = query.filter(({ isKnown }) => isKnown);
  const best = (1 + sectionWeight) * scoring.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const places = new Map(scoring.map(({ term }, place) => [term, place]));
  const counted = candidates.map((reading) => countIn(reading, places));
  return counted.map(({ whole, sections }) => {
    const part = Math.max(0, ...sections.map((section) => bm25(scoring, section, usualSectionLength)));
    return (bm25(scoring, whole, usualLength) + sectionWeight * part) / best;
  });
}

/** The stretch of `body` (about `length` characters) that holds most of the query, on word borders. */
export function excerpt(body: string, query: readonly QueryTerm[], length = 240): string {
  if (body.length <= length) return body.trim();
  const weights = new Map(query.map(({ term, idf }) => [term, idf]));
  const sentences = [...body.matchAll(/(?:[^\n.!?。！？]|[.!?](?=\S))+[.!?。！？]?\s*/gu)];
  let best = { at: 0, score: -1 };
  for (const sentence of sentences) {
    const window = body.slice(sentence.index, sentence.index + length);
    const score = [...new Set(terms(window))].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
    if (score > best.score) best = { at: sentence.index, score };
  }
  const cut = body.slice(best.at, best.at + length);
  const end = best.at + length < body.length ? cut.lastIndexOf(" ") : cut.length;
  return `${best.at > 0 ? "… " : ""}${cut.slice(0, end > length / 2 ? end : cut.length).trim()}${best.at + length < body.length ? " …" : ""}`;
}

/** How often each term of the query stands in a text, weighed by field, and the text's length in terms. */
type Counted = { counts: Float32Array; length: number };

function countIn(
  { title, sections }: ParsedPassage,
  places: ReadonlyMap<string, number>,
): { whole: Counted; sections: Counted[] } {
  const inTitle = new Float32Array(places.size);
  tally(inTitle, title, titleWeight, places);
  const whole = { counts: inTitle.slice(), length: title.length };
  const parts = sections.flatMap((section) => {
    const counts = new Float32Array(places.size);
    tally(counts, section.prose, 1, places);
    tally(counts, section.code, codeWeight, places);
    const length = section.prose.length + section.code.length;
    whole.length += length;
    for (const [place, count] of counts.entries()) {
      whole.counts[place] = (whole.counts[place] ?? 0) + count;
      counts[place] = count + (inTitle[place] ?? 0);
    }
    return standsAlone(section) ? [{ counts, length }] : [];
  });
  return { whole, sections: parts };
}

function tally(
  counts: Float32Array,
  text: readonly string[],
  weight: number,
  places: ReadonlyMap<string, number>,
) {
  for (const term of text) {
    const place = places.get(term);
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + weight;
  }
}

function bm25(scoring: readonly QueryTerm[], { counts, length }: Counted, usual: number): number {
  const norm = 1 - lengthPenalty + lengthPenalty * (length / usual);
  let score = 0;
  for (const [place, { weight }] of scoring.entries()) {
    const frequency = (counts[place] ?? 0) / norm;
    if (frequency > 0) score += (weight * frequency) / (frequency + saturation);
  }
  return score;
}
