/** Work that does not end is ended; all other work is as it was. */
import { expect, test } from "vitest";
import { inTime, Overran } from "./in-time";

test("what comes to an end returns, or throws, as it is", () => {
  const found = { list: [1, 2] };
  expect(inTime(1_000, () => found)).toBe(found);
  const wrong = new TypeError("wrong");
  expect(() =>
    inTime(1_000, () => {
      throw wrong;
    }),
  ).toThrow(wrong);
  expect(() =>
    inTime(1_000, () => {
      throw null;
    }),
  ).toThrow();
});

test.for([
  [
    "a loop",
    () => {
      for (;;);
    },
  ],
  ["an expression that goes back and forth", () => /^(a+)+$/.test(`${"a".repeat(60)}!`)],
] as const)("%s without end is ended", ([, work]) => {
  expect(() => inTime(50, work)).toThrow(Overran);
});
