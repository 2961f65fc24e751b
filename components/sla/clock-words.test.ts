/** Durations as they are shown and typed. */
import { expect, test } from "vitest";
import { durationMinutes, durationWords } from "./clock-words";

test.each([
  ["30", 30],
  ["30 min", 30],
  ["2h", 120],
  ["2 h 30 min", 150],
  ["1.5 h", 90],
  ["1,5h", 90],
  ["", null],
])("%s", (text, minutes) => {
  expect(durationMinutes(text)).toBe(minutes);
});

test.each(["soon", "2 days", "-3", "h"])("no duration: %s", (text) => {
  expect(durationMinutes(text)).toBeNaN();
});

test("what is shown can be typed", () => {
  for (const minutes of [1, 59, 60, 61, 150, 960, 10_000])
    expect(durationMinutes(durationWords(minutes))).toBe(minutes);
});
