/** What decisions do to the weights: nothing at first, bounded always, in the direction of the decisions. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { evidence } from "./embedding-similarity";
import { relevance } from "./relevance";
import {
  completeReranker,
  learnPassage,
  newReranker,
  type RetrievalFeatures,
  rerank,
  retrievalFeatures,
} from "./reranker";

const article = { title: "Volume stuck detaching", kind: "article" as const };

test("before the first decision the calibrated relevance counts alone", () => {
  for (const textSimilarity of [0, 0.2, 0.345, 0.9]) {
    const { score, shift } = rerank(
      newReranker(),
      retrievalFeatures("a volume", article, { textSimilarity, rank: 0.5, near: 0 }),
    );
    expect(score).toBeCloseTo(relevance(textSimilarity));
    expect(shift).toBeCloseTo(0);
  }
});

test("letters find a title that is misspelt in the question", () => {
  const at = { textSimilarity: 0, rank: 0, near: 0 };
  const misspelt = retrievalFeatures("our volme stuck detachng", article, at);
  const other = retrievalFeatures("where is my invoice", article, at);
  expect(misspelt.letters).toBeGreaterThan(0.5);
  expect(other.letters).toBeLessThan(0.2);
});

test("a team that takes answers from past cases and not from articles sees cases before articles", () => {
  const reranker = newReranker();
  const fromCase: RetrievalFeatures = { about: 0, words: 0.4, letters: 0.2, case: 1, near: 0 };
  const fromArticle: RetrievalFeatures = { ...fromCase, case: 0 };
  for (let round = 0; round < 30; round++) {
    learnPassage(reranker, fromCase, true);
    learnPassage(reranker, fromArticle, false);
  }
  expect(rerank(reranker, fromCase).score).toBeGreaterThan(0.6);
  expect(rerank(reranker, fromArticle).score).toBeLessThan(0.5);
  expect(rerank(reranker, fromCase).shift).toBeGreaterThan(rerank(reranker, fromArticle).shift);
});

test("no decisions whatever overturn the calibration", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const features = fc.record({
    about: fc.double({ min: -9, max: 9, noNaN: true }),
    words: unit,
    letters: unit,
    case: unit,
    near: fc.double({ min: 0, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(features, fc.boolean()), { maxLength: 60 }), (examples) => {
      const reranker = newReranker();
      for (const [sign, isRight] of examples) learnPassage(reranker, sign, isRight);
      expect(Math.abs(reranker.bias)).toBeLessThanOrEqual(1);
      expect(reranker.weights.about).toBeGreaterThanOrEqual(0);
      expect(reranker.weights.about).toBeLessThanOrEqual(2);
      expect(reranker.weights.near).toBeGreaterThanOrEqual(0);
      expect(reranker.weights.near).toBeLessThanOrEqual(2);
    }),
  );
});

test("a reranker saved before embeddings weighs them as a new one, and goes on learning as one learned anew", () => {
  const worded: RetrievalFeatures = { about: 0.4, words: 0.3, letters: 0.1, case: 0, near: 0 };
  const anew = newReranker();
  learnPassage(anew, worded, false);
  const { weights, energies, ...rest } = structuredClone(anew);
  const saved = completeReranker({ ...rest, weights: without(weights), energies: without(energies) });
  expect(saved.weights).toEqual(anew.weights);
  for (const reranker of [saved, anew]) learnPassage(reranker, { ...worded, near: 2 }, true);
  expect(saved).toEqual(anew);
  expect(anew.weights.near).toBeGreaterThan(1);
});

function without({ near: _, ...others }: Record<string, number>): Record<string, number> {
  return others;
}

test("without a shared word only an embedding close to the same matter is enough", () => {
  const score = (near: number) =>
    rerank(newReranker(), retrievalFeatures("a", article, { textSimilarity: 0, rank: 0, near })).score;
  expect(score(evidence(3, 9))).toBeLessThan(0.5);
  expect(score(evidence(4, 9))).toBeGreaterThan(0.5);
  expect(score(evidence(9, 2))).toBeLessThan(0.5);
});
