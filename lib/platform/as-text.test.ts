/** Any JSON value has a text. */
import { expect, test } from "vitest";
import { asText } from "./as-text";

test.each([
  [null, ""],
  [undefined, ""],
  ["a", "a"],
  [3, "3"],
  [false, "false"],
  [["a"], '["a"]'],
  [{ toString: null }, '{"toString":null}'],
])("%j", (value, text) => {
  expect(asText(value)).toBe(text);
});
