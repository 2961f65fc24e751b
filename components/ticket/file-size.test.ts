/** Sizes of files as an analyst reads them. */
import { expect, test } from "vitest";
import { fileSize } from "./file-size";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [12_500, "12.5 kB"],
  [10_000_000, "10 MB"],
  [3e15, "3,000,000 GB"],
])("%d is %s", (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});
