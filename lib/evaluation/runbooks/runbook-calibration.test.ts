/** Judging the bar on pairs: which side they fall on, and where they part best. */
import { expect, test } from "vitest";
import { judgeBar, leaveOut, type Pair } from "./runbook-calibration";

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

test("an organisation is judged by the lowest bar at which each of the others cites next to nothing wrongly", () => {
  const strict = [...there(0.9, 0.8), ...others(0.7, 0.6)];
  const loose = [...there(0.5, 0.9), ...others(0.4, 0.85)];
  expect(
    leaveOut(
      new Map([
        ["strict", strict],
        ["loose", loose],
      ]),
    ),
  ).toEqual([
    { source: "strict", bar: 0.9, falseAbstentions: 0.5, abstained: 1 },
    { source: "loose", bar: 0.8, falseAbstentions: 0.5, abstained: 0.5 },
  ]);
  expect(leaveOut(new Map([["alone", strict]]))).toEqual([]);
});
