/** The reranker: a logistic regression over retrieval features, trained by the team's decisions. Pure. */
import { type Logistic, learn, newLogistic, predict } from "#lib/policy/gate/logistic";
import { relevance } from "./relevance";

/**
 * What speaks for a passage. `about`: the log odds of its relevance. `words`: its rank among the words asked for. `letters`:
 * how many letter triples of its title stand in the question, for typos and identifiers. `case`: that it is a closed
 * ticket, not an article. These are in [0, 1]. `near`: what its embedding adds to the log odds, 0 where there is none.
 */
export type RetrievalFeatures = { about: number; words: number; letters: number; case: number; near: number };

/** A logistic regression over the features. Its weights can be read; it is saved with the rest of what was trained. */
export type Reranker = Logistic;

/** Before the first decision only the calibrated relevance of a passage counts, and the similarity of its embedding. */
const prior: RetrievalFeatures = { about: 1, words: 0, letters: 0, case: 0, near: 1 };
/** How far decisions can move a weight: a team's habits correct the calibration, a few mistakes do not overturn it. */
const furthest = 1;

/** A reranker before the first decision: it adds up what the calibrated features say. */
export function newReranker(): Reranker {
  return newLogistic(0, prior);
}

/** A saved reranker may lack a newer feature: that one weighs as it does before the first decision. */
export function completeReranker(saved: Reranker): Reranker {
  return { ...saved, prior, weights: { ...prior, ...saved.weights } };
}

/** P(the passage is about the question), and the natural logarithm of what decisions changed its odds by. */
export function rerank(reranker: Reranker, features: RetrievalFeatures): { score: number; shift: number } {
  const score = predict(reranker, features);
  return { score, shift: Math.log(score / (1 - score)) - features.about - features.near };
}

/** Learns that a passage was, or was not, what an answer could rest on. */
export function learnPassage(
  reranker: Reranker,
  features: Readonly<Record<string, number>>,
  isRight: boolean,
): void {
  const known = Object.keys(prior).map((name) => [name, features[name] ?? 0]);
  learn(reranker, Object.fromEntries(known), isRight);
  reranker.bias = within(reranker.bias, 0);
  for (const [name, weight] of Object.entries(prior))
    reranker.weights[name] = within(reranker.weights[name] ?? weight, weight);
}

/** The features of a passage: its relevance, its rank in [0, 1], its letters, and what its embedding adds. */
export function retrievalFeatures(
  question: string,
  passage: { title: string; kind: "article" | "ticket" },
  { textSimilarity, rank, near }: { textSimilarity: number; rank: number; near: number },
): RetrievalFeatures {
  const about = relevance(textSimilarity);
  return {
    about: Math.log(about / (1 - about)),
    words: rank,
    letters: sharedTriples(question, passage.title),
    case: passage.kind === "ticket" ? 1 : 0,
    near,
  };
}

function within(value: number, around: number): number {
  return Math.min(around + furthest, Math.max(around - furthest, value));
}

function sharedTriples(question: string, title: string): number {
  const wanted = triples(title);
  const said = triples(question);
  return wanted.size === 0 ? 0 : [...wanted].filter((triple) => said.has(triple)).length / wanted.size;
}

function triples(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
}
