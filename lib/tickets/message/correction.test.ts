/** What a customer corrects before anybody answered is read as he meant it. */
import { expect, test } from "vitest";
import { corrected } from "./correction";

test.each([
  [["vol-17 is slow", "sorry, I meant vol-42"], "vol-42", "vol-17"],
  [["Unser lb-a94e antwortet nicht", "Korrektur: lb-b02c"], "lb-b02c", "lb-a94e"],
  [["raise it to 128 please", "oops, 256"], "256", "128"],
  [["notre base pg-web est lente", "pardon, pg-shop-api"], "pg-shop-api", "pg-web"],
  [["vm-4f7710 hangs", "*vm-4f7711"], "vm-4f7711", "vm-4f7710"],
  [["vm-4f7710不行", "不是vm-4f7710，是vm-9a1b2c"], "vm-9a1b2c", "vm-4f7710"],
  [["el volumen vol-1 falla", "perdón, quería decir vol-2"], "vol-2", "vol-1"],
] as [string[], string, string][])("%j means %s, not %s", (texts, right, wrong) => {
  const read = corrected(texts);
  expect(read.every((text) => !text.split(/[^\w-]+/).includes(wrong))).toBe(true);
  expect(read[0]).toContain(right);
});

test.each([
  [["vol-17 is slow", "also vol-42"]],
  [["vm-1 hangs", "and vm-2 too, sorry"]],
  [["vm-1 hangs", "sorry for the late reply, it happened at 10:00 on vm-1"]],
  [["vm-1 hangs", "since 10:00"]],
])("%j corrects nothing", (texts) => {
  expect(corrected(texts)).toEqual(texts);
});
