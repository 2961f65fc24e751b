/** Points become rows without losing or inventing figures. */
import { expect, test } from "vitest";
import { axisWords, figureWords, rowsOf, xWords } from "./chart-data";

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
  expect(axisWords(125 * 60_000, "duration")).toBe("2 h");
  expect(xWords("2026-03-12")).toBe("12 Mar");
  expect(xWords("billing")).toBe("billing");
});
