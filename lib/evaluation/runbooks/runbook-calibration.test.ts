/** Judging the bar on pairs: which side they fall on, and where they part best. */
import { expect, test } from "vitest";
import { judgeBar, type Pair } from "./runbook-calibration";

const there = (...scores: number[]): Pair[] => scores.map((score) => ({ score, isThere: true }));
const others = (...scores: number[]): Pair[] => scores.map((score) => ({ score, isThere: false }));

test("counts both kinds of mistakes and finds the score that parts the pairs best", () => {
  const pairs = [...there(0.9, 0.8, 0.45, 0.7), ...others(0.1, 0.2, 0.6, 0.3)];
  expect(judgeBar(pairs, ({ score }) => score >= 0.5)).toEqual({
    pairs: 4,
    others: 4,
    abstained: 0.75,
    falseAbstentions: 0.25,
    bestBar: 0.45,
  });
});
