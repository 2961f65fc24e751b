import { expect, test } from "vitest";
import type { Tile } from "#lib/analytics/model";
import { tileChange } from "./tile-words";

const tile: Tile = {
  id: "any",
  title: "Any",
  definition: "Any.",
  format: "percent",
  better: "higher",
  sampleUnit: "decisions",
  value: 0.86,
  before: 0.8,
  sample: 9,
};

test("the difference says how much, and whether it is good", () => {
  expect(tileChange(tile)).toEqual({ text: "6 points better", direction: "up", isGood: true });
  expect(tileChange({ ...tile, before: 0.87 })).toEqual({
    text: "1 point worse",
    direction: "down",
    isGood: false,
  });
  const wait = { ...tile, format: "duration", better: "lower", value: 600_000, before: 4_200_000 } as const;
  expect(tileChange(wait)).toEqual({ text: "1 h 00 min better", direction: "down", isGood: true });
  const count = { ...tile, format: "number", better: "lower", value: 1_240, before: 30 } as const;
  expect(tileChange(count)).toEqual({ text: "1,210 more", direction: "up", isGood: false });
});

test("what cannot be compared or does not differ says so", () => {
  expect(tileChange({ ...tile, before: null })).toBeUndefined();
  expect(tileChange({ ...tile, value: null })).toBeUndefined();
  expect(tileChange({ ...tile, before: 0.8604 })).toEqual({ text: "no change", direction: "same" });
});
