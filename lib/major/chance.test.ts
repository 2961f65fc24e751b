/** How unlikely a burst is: the tail itself, what is usual at this hour, and what comes every week. */
import { describe, expect, test } from "vitest";
import { busiest, expectedIn, type Past, poissonTail } from "./chance";

const hour = 3_600_000;
const now = Date.parse("2026-03-30T10:00:00Z");
const past = (more: Partial<Past>): Past => ({
  alike: [],
  season: 1,
  all: 2_000,
  others: [],
  since: now - 28 * 24 * hour,
  now,
  ...more,
});
const mondays = [1, 2, 3].flatMap((week) =>
  ["a", "b", "c", "d"].map((whose, n) => ({ at: now - week * 7 * 24 * hour + n * 60_000, whose })),
);

describe("a Poisson tail", () => {
  test("agrees with the sum of the terms below it", () => {
    for (const [count, mean] of [
      [1, 0.3],
      [3, 1],
      [5, 2.5],
      [12, 4],
    ] as const) {
      let [below, term] = [0, Math.exp(-mean)];
      for (let n = 0; n < count; n++) {
        below += term;
        term *= mean / (n + 1);
      }
      expect(poissonTail(count, mean)).toBeCloseTo(1 - below, 10);
    }
  });

  test("keeps small chances, and is whole where nothing is asked", () => {
    expect(poissonTail(3, 0.001)).toBeCloseTo(1.6654e-10, 13);
    expect(poissonTail(0, 5)).toBe(1);
    expect(poissonTail(2, 0)).toBe(0);
  });
});

test("what nobody has written yet is expected once in two spans; what many write is expected more", () => {
  expect(expectedIn(hour, past({}))).toBeCloseTo(0.5 / (28 * 24), 6);
  const daily = Array.from({ length: 56 }, (_, n) => ({
    at: now - (n + 1) * 12 * hour - 5 * hour,
    whose: `w${n}`,
  }));
  expect(expectedIn(hour, past({ alike: daily }))).toBeGreaterThan(0.08);
  const busy = past({ alike: daily, others: Array.from({ length: 40 }, (_, n) => now - n * 60_000) });
  expect(expectedIn(hour, busy)).toBeGreaterThan(expectedIn(hour, past({ alike: daily })));
});

test("what comes at this hour every week is usual at this hour, and not at another", () => {
  expect(busiest(hour, past({ alike: mondays }))).toBe(4);
  expect(busiest(hour, past({ alike: mondays, now: now + 20 * hour }))).toBe(0);
  expect(expectedIn(hour, past({ alike: mondays }))).toBeGreaterThan(
    expectedIn(hour, past({ alike: mondays, now: now + 20 * hour })),
  );
});
