/** The bound holds whenever one looks: known values, and a simulation of somebody who looks after every run. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { diceFor } from "#lib/demo/story/dice";
import { asked, isEarned, logEvidenceBelow, upperBound } from "./bound";

test("nothing is proven by nothing, and less by a failure than by a success", () => {
  expect(upperBound(0, 0, 0.95)).toBe(1);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(20), (runs, wrong) => {
      const failures = Math.min(wrong, runs);
      const bound = upperBound(failures, runs, 0.95);
      expect(bound).toBeGreaterThanOrEqual(failures / runs);
      expect(upperBound(failures, runs + 1, 0.95)).toBeLessThanOrEqual(bound + 1e-9);
      expect(upperBound(failures + 1, runs + 1, 0.95)).toBeGreaterThan(bound - 1e-9);
      expect(isEarned(failures, runs)).toBe(bound <= asked.bound + 1e-9);
    }),
    { numRuns: 200 },
  );
});

test("the integral is what it says: against a sum of a hundred thousand points", () => {
  for (const [wrong, runs] of [
    [0, 10],
    [0, 212],
    [3, 700],
  ] as const) {
    const points = 100_000;
    let sum = 0;
    for (let place = 0; place < points; place++) {
      const share = ((place + 0.5) / points) ** 2;
      sum += share ** wrong * ((1 - asked.bound * share) / (1 - asked.bound)) ** (runs - wrong);
    }
    expect(logEvidenceBelow(asked.bound, wrong, runs)).toBeCloseTo(Math.log(sum / points), 4);
  }
});

/** From how many runs on so many failures are forgiven; the evidence grows with every further run that is right. */
function firstEarned(wrong: number): number {
  let low = wrong;
  let high = 20_000;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isEarned(wrong, middle)) high = middle;
    else low = middle;
  }
  return high;
}

test("how many runs earn autonomy", () => {
  expect([0, 1, 2].map(firstEarned)).toEqual([188, 330, 440]);
});

test("looking after every run promotes what is wrong in 2 % of its runs in at most 5 % of all histories", () => {
  const dice = diceFor("histories of an action");
  const needed = Array.from({ length: 120 }, (_, wrong) => firstEarned(wrong));
  const histories = 4_000;
  let promoted = 0;
  for (let one = 0; one < histories; one++) {
    let wrong = 0;
    for (let runs = 1; runs <= 4_000; runs++) {
      if (dice.between(1, 50) === 1) wrong++;
      if (runs < (needed[wrong] ?? Number.POSITIVE_INFINITY)) continue;
      promoted++;
      break;
    }
  }
  console.info(`promoted wrongly: ${promoted} of ${histories} histories, looked at after each of 4,000 runs`);
  expect(promoted / histories).toBeLessThanOrEqual(0.05);
  expect(promoted).toBeGreaterThan(0);
});
