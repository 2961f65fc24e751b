/** The measures against values worked out by hand. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  argumentAccuracy,
  aurc,
  chrF,
  confidenceAuc,
  expectedCalibrationError,
  hasForeignNumber,
  quantile,
  rougeL,
  sameArgument,
  scoreTokens,
  tokenF1,
} from "./scorers";

test("tokens are lower-cased words with apostrophes; characters where there are no spaces", () => {
  expect(scoreTokens("Don't STOP, ok? 42%")).toEqual(["don't", "stop", "ok", "42"]);
  expect(scoreTokens("重启 nginx")).toEqual(["重", "启", "nginx"]);
});

test("token F1 counts repeated words once per occurrence", () => {
  expect(tokenF1("a a b", "a b b")).toBeCloseTo(4 / 6);
  expect(tokenF1("", "")).toBe(1);
  expect(tokenF1("x", "")).toBe(0);
});

test("ROUGE-L follows the order of words, token F1 does not", () => {
  expect(rougeL("b a", "a b")).toBeCloseTo(0.5);
  expect(tokenF1("b a", "a b")).toBe(1);
});

test("chrF is 1 for the same text whatever its case and spaces, 0 for nothing shared", () => {
  expect(chrF("Hello  World", "hello world")).toBe(1);
  expect(chrF("abc", "xyz")).toBe(0);
  // Unigrams of "ab" against "ac": 1/2 of 2; bigrams: 0 of 1. Precision = recall = 1/4.
  expect(chrF("ab", "ac")).toBeCloseTo(0.25);
});

test("every similarity lies between 0 and 1 and is 1 for equal texts", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      for (const similarity of [tokenF1, rougeL, chrF]) {
        expect(similarity(left, right)).toBeGreaterThanOrEqual(0);
        expect(similarity(left, right)).toBeLessThanOrEqual(1 + 1e-9);
        expect(similarity(left, left)).toBeCloseTo(1);
      }
    }),
  );
});

test("a number is foreign when the ticket never showed its digits", () => {
  expect(hasForeignNumber("order 4711", "about order 4711")).toBe(false);
  expect(hasForeignNumber("order 471", "about order 4711")).toBe(true);
});

test("AURC is the mean error of the most confident n, for all n", () => {
  const points = [
    { confidence: 0.9, right: true },
    { confidence: 0.8, right: false },
    { confidence: 0.1, right: true },
  ];
  expect(aurc(points)).toBeCloseTo((0 + 1 / 2 + 1 / 3) / 3);
  expect(confidenceAuc(points)).toBeCloseTo(0.5);
});

test("the ROC area counts a tie as one half", () => {
  const tied = [
    { confidence: 0.5, right: true },
    { confidence: 0.5, right: false },
  ];
  expect(confidenceAuc(tied)).toBe(0.5);
});

test("calibration error is the gap between confidence and truth", () => {
  const sure = Array.from({ length: 10 }, (_, index) => ({ confidence: 0.95, right: index < 5 }));
  expect(expectedCalibrationError(sure)).toBeCloseTo(0.45);
});

test("arguments are the same when they read the same", () => {
  expect(sameArgument("5", 5)).toBe(true);
  expect(sameArgument(" Hyatt ", "hyatt")).toBe(true);
  expect(sameArgument({ operator: "is_at_most", value: 3 }, { value: 3, operator: "is_at_most" })).toBe(true);
  expect(sameArgument(null, "none")).toBe(false);
  expect(argumentAccuracy({ a: 1, b: 2 }, { a: 1, c: 3 })).toBeCloseTo(1 / 3);
});

test("quantiles are nearest ranks", () => {
  expect(quantile([5, 1, 3, 2, 4], 0.5)).toBe(3);
  expect(quantile([5, 1, 3, 2, 4], 0.95)).toBe(5);
});
