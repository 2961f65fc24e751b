/** Ranks a handful of candidate passages for a query, and finds the words to show: pure. */
import { keptTerms, terms } from "./terms";

export type QueryTerm = { term: string /** Inverse document frequency. */; idf: number };
export type Candidate = { title: string; body: string };

const titleWeight = 2.5;
const saturation = 1.2;
const lengthPenalty = 0.6;
const usualLength = 180;

/** Inverse document frequency as in BM25, never negative. `documents` of `total` hold the term. */
export function inverseFrequency(documents: number, total: number): number {
  return Math.log(1 + (total - documents + 0.5) / (documents + 0.5));
}

/**
 * BM25F (Robertson, Zaragoza, Taylor 2004) over title and body. Returns a score per candidate,
 * divided by the best score a passage could reach for this query: in [0, 1], comparable between queries.
 */
export function scoreCandidates(query: QueryTerm[], candidates: Candidate[]): number[] {
  const best = query.reduce((sum, { idf }) => sum + idf, 0) || 1;
  const places = new Map(query.map(({ term }, place) => [term, place]));
  return candidates.map(({ title, body }) => {
    const inTitle = occurrences(keptTerms(title), places);
    const bodyTerms = keptTerms(body);
    const inBody = occurrences(bodyTerms, places);
    const norm = 1 - lengthPenalty + lengthPenalty * (bodyTerms.length / usualLength);
    let score = 0;
    for (const [place, { idf }] of query.entries()) {
      const frequency = titleWeight * (inTitle[place] ?? 0) + (inBody[place] ?? 0) / norm;
      score += (idf * frequency) / (frequency + saturation);
    }
    return score / best;
  });
}

/** The stretch of `body` (about `length` characters) that holds most of the query, on word borders. */
export function excerpt(body: string, query: QueryTerm[], length = 240): string {
  if (body.length <= length) return body.trim();
  const weights = new Map(query.map(({ term, idf }) => [term, idf]));
  const sentences = [...body.matchAll(/[^\n.!?。！？]+[.!?。！？]?\s*/gu)];
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

/** How often each term of the query stands in a text, by its place in the query. */
function occurrences(text: readonly string[], places: ReadonlyMap<string, number>): Uint16Array {
  const counts = new Uint16Array(places.size);
  for (const term of text) {
    const place = places.get(term);
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
