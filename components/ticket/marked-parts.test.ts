/** Marking an excerpt: found across line breaks and dots, whole paragraphs, nothing lost. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { markedParts } from "./marked-parts";

const text =
  "# Quota\n\nRaise the quota in the console.\nIt takes an hour.\n\nThen tell the customer (really).";

test("the excerpt's paragraph is marked, whatever its line breaks and dots", () => {
  expect(markedParts(text, "… quota in the console. It takes …").marked.trim()).toBe(
    "Raise the quota in the console.\nIt takes an hour.",
  );
});

test("signs that mean something in patterns are plain text", () => {
  expect(markedParts(text, "customer (really).").marked.trim()).toBe("Then tell the customer (really).");
});

test("an excerpt that is not there marks nothing", () => {
  expect(markedParts(text, "Delete everything")).toEqual({ before: text, marked: "", after: "" });
  expect(markedParts(text, " … ").marked).toBe("");
});

test("the parts joined are the text", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, middle, after) => {
      const whole = before + middle + after;
      const parts = markedParts(whole, middle);
      expect(parts.before + parts.marked + parts.after).toBe(whole);
    }),
  );
});
