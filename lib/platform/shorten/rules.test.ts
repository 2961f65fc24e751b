/** A cut text says that it is cut, and nothing of it is half. */
import { expect, test } from "vitest";
import { shortened } from "./rules";

test.each([
  ["What fits\n stays.", 20, "What fits stays."],
  ["The request refuses the key", 20, "The request refuses…"],
  ["statement:DenyUnencryptedPut", 12, "statement:D…"],
  ["一二三四五六七八", 5, "一二三四…"],
  ["ab😀cd", 4, "ab…"],
])("%j in %i", (text, longest, words) => {
  expect(shortened(text, longest)).toBe(words);
  expect(shortened(text, longest).length).toBeLessThanOrEqual(longest);
});
