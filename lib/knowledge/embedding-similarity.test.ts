/** Reading cosines of models that differ in everything but the truth. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { evidence, scaleAmong, scaleOf, similarityLogOdds, unit } from "./embedding-similarity";

/** Vectors of `pairs` questions and passages: of a pair they share `same`, of all pairs `common`. */
function model(pairs: number, { same, common }: { same: number; common: number }) {
  const vectorOf = (place: number, isPassage: boolean) => {
    const vector = Array.from({ length: 3 * pairs + 1 }, () => 0);
    vector[0] = common;
    vector[1 + place] = same + place / (50 * pairs);
    vector[1 + (isPassage ? 1 : 2) * pairs + place] = 1;
    return unit(vector) ?? [];
  };
  const all = Array.from({ length: pairs }, (_, place) => place);
  return [all.map((place) => vectorOf(place, false)), all.map((place) => vectorOf(place, true))] as const;
}

test("the same truth is read alike from models with high and with low cosines", () => {
  for (const common of [0, 3]) {
    const scale = scaleOf(...model(12, { same: 1, common }));
    if (!scale) throw new Error("The model tells pairs apart.");
    const [high, low] = [(common ** 2 + 1) / (common ** 2 + 2), common ** 2 / (common ** 2 + 2)];
    expect(similarityLogOdds(high, scale)).toBeGreaterThan(3.8);
    expect(similarityLogOdds(low, scale)).toBeLessThan(-3.8);
  }
});

test("a model that tells nothing apart has no scale", () => {
  const [questions, passages] = model(12, { same: 1, common: 0 });
  expect(scaleOf(questions, [...passages.slice(1), ...passages.slice(0, 1)])).toBeNull();
});

test("what does not stand out among many of its kind says nothing", () => {
  const scale = { slope: 20, even: 0.3 };
  const crowd = [0.62, 0.61, 0.6, 0.6, 0.6];
  expect(similarityLogOdds(0.62, scaleAmong(scale, "article", crowd))).toBeLessThan(1);
  expect(similarityLogOdds(0.62, scaleAmong(scale, "article", [0.62, 0.3, 0.2, 0.2, 0.1]))).toBeGreaterThan(
    3.8,
  );
  // Past tickets repeat each other, and of fewer articles than a crowd nothing is known.
  expect(similarityLogOdds(0.62, scaleAmong(scale, "ticket", crowd))).toBeGreaterThan(3.8);
  expect(similarityLogOdds(0.62, scaleAmong(scale, "article", crowd.slice(1)))).toBeGreaterThan(3.8);
});

test("evidence is bounded, never against a passage, and nothing without words", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat(80), (near, words) => {
      expect(evidence(near, words)).toBeGreaterThanOrEqual(0);
      expect(evidence(near, words)).toBeLessThanOrEqual(5);
    }),
  );
  expect(evidence(9, 0)).toBe(0);
});

test("a vector without direction has no unit", () => {
  expect(unit([0, 0])).toBeNull();
  expect(unit([3, 4])).toEqual([0.6, 0.8]);
});
