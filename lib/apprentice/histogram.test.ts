import fc from "fast-check";
import { expect, test } from "vitest";
import { count, newHistogram, shareBelow } from "./histogram";

test("a share is in (0, 1], never falls with the value, and is 1 for the largest", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 400 }), unit, unit, (values, one, other) => {
      const histogram = newHistogram();
      for (const value of values) count(histogram, value);
      const low = shareBelow(histogram, Math.min(one, other));
      const high = shareBelow(histogram, Math.max(one, other));
      expect(low).toBeGreaterThan(0);
      expect(low).toBeLessThanOrEqual(high);
      expect(shareBelow(histogram, 1)).toBe(1);
    }),
  );
});

test("what was usual long ago does not count for ever", () => {
  const histogram = newHistogram();
  for (let times = 0; times < 300; times++) count(histogram, 0.1);
  for (let times = 0; times < 1_000; times++) count(histogram, 0.8);
  expect(shareBelow(histogram, 0.1)).toBeLessThan(0.02);
});
