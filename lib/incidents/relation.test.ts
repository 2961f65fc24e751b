/** What counts of failures say of two components. */
import { expect, test } from "vitest";
import { afterOdds } from "./relation";

test("what always failed first does not follow; order that is not known, or that varies, says nothing", () => {
  expect(afterOdds(0, 12)).toBeLessThan(0.1);
  expect(afterOdds(12, 12)).toBe(1);
  expect(afterOdds(6, 12)).toBe(1);
  expect(afterOdds(0, 0)).toBe(1);
  expect(afterOdds(0, 1)).toBe(0.5);
});
