/** What decisions do to the weighing of signs: nothing at first, bounded always, in the direction taught. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Arms, armsOf, completeFusion, fuse, learnPassage, newFusion } from "./fusion";
import { aboutness } from "./likeness";
import { evidence } from "./nearness";

const article = { title: "Volume stuck detaching", kind: "article" as const };

test("before the first decision the calibrated likeness stands", () => {
  for (const likeness of [0, 0.2, 0.345, 0.9]) {
    const { score, shift } = fuse(newFusion(), armsOf("a volume", article, { likeness, rank: 0.5, near: 0 }));
    expect(score).toBeCloseTo(aboutness(likeness));
    expect(shift).toBeCloseTo(0);
  }
});

test("letters find a title that is misspelt in the question", () => {
  const at = { likeness: 0, rank: 0, near: 0 };
  const misspelt = armsOf("our volme stuck detachng", article, at);
  const other = armsOf("where is my invoice", article, at);
  expect(misspelt.letters).toBeGreaterThan(0.5);
  expect(other.letters).toBeLessThan(0.2);
});

test("a team that takes answers from past cases and not from articles sees cases before articles", () => {
  const fusion = newFusion();
  const fromCase: Arms = { about: 0, words: 0.4, letters: 0.2, case: 1, near: 0 };
  const fromArticle: Arms = { ...fromCase, case: 0 };
  for (let round = 0; round < 30; round++) {
    learnPassage(fusion, fromCase, true);
    learnPassage(fusion, fromArticle, false);
  }
  expect(fuse(fusion, fromCase).score).toBeGreaterThan(0.6);
  expect(fuse(fusion, fromArticle).score).toBeLessThan(0.5);
  expect(fuse(fusion, fromCase).shift).toBeGreaterThan(fuse(fusion, fromArticle).shift);
});

test("no decisions whatever overturn the calibration", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const arms = fc.record({
    about: fc.double({ min: -9, max: 9, noNaN: true }),
    words: unit,
    letters: unit,
    case: unit,
    near: fc.double({ min: 0, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(arms, fc.boolean()), { maxLength: 60 }), (lessons) => {
      const fusion = newFusion();
      for (const [sign, isRight] of lessons) learnPassage(fusion, sign, isRight);
      expect(Math.abs(fusion.bias)).toBeLessThanOrEqual(1);
      expect(fusion.weights.about).toBeGreaterThanOrEqual(0);
      expect(fusion.weights.about).toBeLessThanOrEqual(2);
      expect(fusion.weights.near).toBeGreaterThanOrEqual(0);
      expect(fusion.weights.near).toBeLessThanOrEqual(2);
    }),
  );
});

test("a fusion saved before embeddings weighs them as a new one, and goes on learning as one learned anew", () => {
  const worded: Arms = { about: 0.4, words: 0.3, letters: 0.1, case: 0, near: 0 };
  const anew = newFusion();
  learnPassage(anew, worded, false);
  const { weights, energies, ...rest } = structuredClone(anew);
  const saved = completeFusion({ ...rest, weights: without(weights), energies: without(energies) });
  expect(saved.weights).toEqual(anew.weights);
  for (const fusion of [saved, anew]) learnPassage(fusion, { ...worded, near: 2 }, true);
  expect(saved).toEqual(anew);
  expect(anew.weights.near).toBeGreaterThan(1);
});

function without({ near: _, ...others }: Record<string, number>): Record<string, number> {
  return others;
}

test("without a shared word only an embedding close to the same matter is enough", () => {
  const score = (near: number) =>
    fuse(newFusion(), armsOf("a", article, { likeness: 0, rank: 0, near })).score;
  expect(score(evidence(3, 9))).toBeLessThan(0.5);
  expect(score(evidence(4, 9))).toBeGreaterThan(0.5);
  expect(score(evidence(9, 2))).toBeLessThan(0.5);
});
