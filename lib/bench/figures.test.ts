/** The arithmetic of the report: quantiles, goals, rounding. */
import { expect, test } from "vitest";
import { isMet, json, quantiles, table } from "./figures";

test("p50 and p95 of a hundred durations, in any order", () => {
  const durations = Array.from({ length: 100 }, (_, place) => ((place * 37) % 100) + 1);
  const [middle, high] = quantiles("reading", durations, { atMost: 95 });
  expect(middle).toMatchObject({ measure: "reading, p50", value: 51, observations: 100 });
  expect(high).toMatchObject({ measure: "reading, p95", value: 96, goal: { atMost: 95 } });
  expect(high && isMet(high)).toBe(false);
});

test("a rate is good when it is high, a duration when it is low", () => {
  expect(isMet({ measure: "rate", value: 500, unit: "/s", goal: { atLeast: 500 } })).toBe(true);
  expect(isMet({ measure: "rate", value: 499, unit: "/s", goal: { atLeast: 500 } })).toBe(false);
  expect(isMet({ measure: "time", value: 5, unit: "ms", goal: { atMost: 5 } })).toBe(true);
  expect(isMet({ measure: "time", value: 5, unit: "ms" })).toBeNull();
});

test("the table and the JSON say the same, with three digits", () => {
  const figures = [{ measure: "inbox", value: 1.23456, unit: "ms" as const, goal: { atMost: 5 } }];
  expect(table(figures).split("\n")[1]).toBe("inbox    1.23 ms  ≤ 5   met");
  const machine = { processor: "x", cores: 2, memoryGb: 24, node: "v20", load: 1 };
  const read = JSON.parse(json({ at: "2026-01-01T00:00:00Z", machine, seconds: 60, figures }));
  expect(read.figures).toEqual([{ ...figures[0], value: 1.23, isMet: true }]);
});
