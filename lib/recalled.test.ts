/** What came of pure work is kept while it is asked for, and not for ever. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { recalled } from "./recalled";

test("answers as the work itself does, whatever is asked in which order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 })), fc.integer({ min: 1, max: 20 }), (keys, most) => {
      const twice = recalled(most, (key: number) => key * 2);
      expect(keys.map(twice)).toEqual(keys.map((key) => key * 2));
    }),
  );
});

test("what is asked for again and again is worked out once, what is not is forgotten", () => {
  const done: number[] = [];
  const work = recalled(10, (key: number) => {
    done.push(key);
    return key;
  });
  for (let key = 1; key <= 100; key++) for (const asked of [0, key]) work(asked);
  expect(done.filter((key) => key === 0)).toHaveLength(1);
  work(1);
  expect(done.filter((key) => key === 1)).toHaveLength(2);
});
