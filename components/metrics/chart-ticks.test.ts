/** The axes of a series are marked at places people count in. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { timeTicks, valueTicks } from "./chart-ticks";

const at = (time: string) => new Date(`2026-11-${time}Z`).getTime();
const shown = (ticks: number[]) => ticks.map((tick) => new Date(tick).toISOString().slice(8, 16));

test("a day is marked at whole hours, a month at midnight", () => {
  const day = { from: at("29T02:10"), to: at("30T02:10") };
  expect(shown(timeTicks(day, 500))).toEqual(["29T06:00", "29T12:00", "29T18:00", "30T00:00"]);
  const month = { from: at("01T02:10"), to: at("30T02:10") };
  const ticks = timeTicks(month, 640);
  expect(ticks.length).toBeGreaterThan(4);
  expect(ticks.every((tick) => tick % 86_400_000 === 0)).toBe(true);
});

test("values are marked at round ones that hold all of them", () => {
  expect(valueTicks([2.3, 5.69])).toEqual([2, 3, 4, 5, 6]);
  expect(valueTicks([2996, 4289])).toEqual([2500, 3000, 3500, 4000, 4500]);
  expect(valueTicks([7])).toEqual([6, 8]);
  expect(valueTicks([])).toEqual([]);
});

test("whatever the values, there are a few ticks and none lies outside", () => {
  const value = fc.integer({ min: -1e9, max: 1e9 }).map((number) => number / 1e4);
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const ticks = valueTicks(values);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(8);
      const [least = 0, greatest = 0] = [Math.min(...values), Math.max(...values)];
      const slack = Math.max(Math.abs(least), Math.abs(greatest)) * 1e-6;
      expect(ticks[0]).toBeLessThanOrEqual(least + slack);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest - slack);
    }),
  );
});
