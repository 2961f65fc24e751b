/** What a switch says of a record: the bound, how sure it is, and from how many runs; never less than what was proved. */
import { expect, test } from "vitest";
import { boundWords } from "./bound-words";

test.each([
  [
    { upperBound: 0.0178, runs: 212, wrong: 0 },
    "At most 1.8% of its runs go wrong (95% sure, from 212 runs).",
  ],
  [
    { upperBound: 0.0200001, runs: 188, wrong: 0 },
    "At most 2.1% of its runs go wrong (95% sure, from 188 runs).",
  ],
  [
    { upperBound: 0.412, runs: 7, wrong: 2 },
    "At most 42% of its runs go wrong (95% sure, from 7 runs, 2 of them wrong).",
  ],
])("%j", (record, words) => {
  expect(boundWords(record)).toBe(words);
});
