/** Relative words at their boundaries. */
import { describe, expect, test } from "vitest";
import { clockWords, durationWords, relativeWords } from "./time-words";

const now = Date.UTC(2026, 2, 12, 12);
const ago = (ms: number) => now - ms;

describe("relativeWords", () => {
  test.each([
    [ago(0), "now"],
    [ago(44_000), "now"],
    [ago(46_000), "1 min ago"],
    [ago(3 * 60_000), "3 min ago"],
    [ago(2 * 3_600_000), "2 h ago"],
    [ago(3 * 86_400_000), "3 d ago"],
    [ago(-5 * 60_000), "in 5 min"],
    [ago(30 * 86_400_000), "10 Feb"],
    [ago(400 * 86_400_000), "5 Feb 2025"],
  ])("%i is %s", (time, words) => expect(relativeWords(time, now)).toBe(words));

  test("compact words have no direction", () => {
    expect(relativeWords(ago(3 * 60_000), now, true)).toBe("3m");
    expect(relativeWords(ago(2 * 3_600_000), now, true)).toBe("2h");
  });
});

test("durations carry their two largest units", () => {
  expect(durationWords(42_000)).toBe("42 s");
  expect(durationWords(65 * 60_000)).toBe("1 h 05 min");
  expect(durationWords(50 * 3_600_000)).toBe("2 d 2 h");
});

test("where order counts, what is older than an hour has its time of day", () => {
  const local = (day: number, hour: number, minute: number) => new Date(2026, 2, day, hour, minute).getTime();
  const noon = local(12, 12, 0);
  const words = (time: number, isDayKnown = false) => clockWords(time, noon, { isDayKnown });
  expect(words(local(12, 11, 20))).toBe("40 min ago");
  expect(words(local(12, 9, 5))).toBe("09:05");
  expect(words(local(11, 9, 5))).toBe("11 Mar, 09:05");
  expect(words(local(11, 9, 5), true)).toBe("09:05");
});
