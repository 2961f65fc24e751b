/** What is saved as a whole: on what was seen, or refused. */
import { expect, test } from "vitest";
import { refuseStale } from "./stale";

test("what somebody else changed meanwhile is not overwritten", () => {
  const refused = () =>
    refuseStale({ alpha: 0.2, delta: 0.1 }, { alpha: 0.1, delta: 0.1 }, { alpha: 0.1, delta: 0.3 });
  expect(refused).toThrow(/Somebody else changed this/);
});

test("what stands as it was seen is saved, whatever the order of its parts and what is left out of it", () => {
  refuseStale<object>({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1, d: undefined }, { a: 5 });
});

test("what is as wanted already is no conflict", () => {
  refuseStale({ a: 5 }, { a: 1 }, { a: 5 });
});
