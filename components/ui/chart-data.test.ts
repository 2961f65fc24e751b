/** Points become rows without losing or inventing figures. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aloneIn,
  axisWords,
  durationTicks,
  figureWords,
  largestFigure,
  roundTicks,
  rowsOf,
  xWords,
} from "./chart-data";

test("the marks of an axis of durations are a few, reach its end, and read differently each", () => {
  expect(durationTicks(4.2 * 3_600_000).map((tick) => axisWords(tick, "duration"))).toEqual([
    "0 s",
    "1 h",
    "2 h",
    "3 h",
    "4 h",
    "5 h",
  ]);
  const anySpan = fc.integer({ min: 0, max: 40 }).chain((power) => fc.integer({ min: 0, max: 2 ** power }));
  fc.assert(
    fc.property(anySpan, (most) => {
      const ticks = durationTicks(most);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(new Set(ticks.map((tick) => axisWords(tick, "duration"))).size).toBe(ticks.length);
    }),
  );
});

test("the marks of any other axis are round", () => {
  expect(roundTicks(0.37, "percent")).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  expect(roundTicks(1, "percent")).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(roundTicks(9_000, "number")).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
  expect(roundTicks(3, "number")).toEqual([0, 1, 2, 3]);
  expect(roundTicks(0, "number")).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 40 }), fc.constantFrom(1, 1e-4), (size, scale) => {
      const format = scale === 1 ? "number" : "percent";
      const ticks = roundTicks(size * scale, format);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(size * scale * (1 - 1e-9));
      expect(new Set(ticks.map((tick) => axisWords(tick, format))).size).toBe(ticks.length);
    }),
  );
});

test("a stack is as high as its parts together", () => {
  const rows = [
    { x: "Mon", figures: { a: 3, b: 4, c: null } },
    { x: "Tue", figures: { a: 5, b: null, c: null } },
  ];
  expect([largestFigure(rows, false), largestFigure(rows, true), largestFigure([], true)]).toEqual([5, 7, 0]);
});

test("rows keep order and leave gaps as gaps", () => {
  const { series, rows } = rowsOf([
    { x: "Mon", series: "in", y: 3 },
    { x: "Tue", series: "in", y: 0 },
    { x: "Tue", series: "solved", y: 2 },
  ]);
  expect(series).toEqual(["in", "solved"]);
  expect(rows).toEqual([
    { x: "Mon", figures: { in: 3, solved: null } },
    { x: "Tue", figures: { in: 0, solved: 2 } },
  ]);
});

test("figures are written with their unit", () => {
  expect(figureWords(1204, "number")).toBe("1,204");
  expect(figureWords(0.372, "percent")).toBe("37%");
  expect(figureWords(0.034, "percent")).toBe("3.4%");
  expect(figureWords(125 * 60_000, "duration")).toBe("2 h 05 min");
  expect(figureWords(null, "number")).toBe("–");
  expect(axisWords(1204, "number")).toBe("1.2K");
  // A quarter of 9,000, as the axis draws it.
  expect(axisWords(2250, "number")).toBe("2.25K");
  expect(axisWords(90 * 60_000, "duration")).toBe("1.5 h");
  expect(xWords("2026-03-12")).toBe("12 Mar");
  expect(xWords("billing")).toBe("billing");
});

test("a figure without neighbours is told, because no line passes through it", () => {
  const { rows } = rowsOf([
    { x: "1", series: "Median", y: 3 },
    { x: "2", series: "Median", y: null },
    { x: "3", series: "Median", y: 0 },
    { x: "4", series: "Median", y: 2 },
  ]);
  expect(aloneIn(rows, "Median")).toEqual([true, false, false, false]);
});
