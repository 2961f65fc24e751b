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
  ["it is lb-90ff that fails, not lb-90fe", "lb-90ff"],
  ["Not vol-17 but vol-42.", "vol-42"],
  ["Es geht nicht um vol-17, sondern um vol-42", "vol-42"],
  ["c'est vol-42 et pas vol-17", "vol-42"],
  ["no es vol-17 sino vol-42", "vol-42"],
  ["vol-17ではなくvol-42です", "vol-42"],
  ["sorry, vol-42 not 17", "vol-42"],
])("what was answered already may be corrected: %s", (text, right) => {
  const answered = ["lb-90fe gives 502, and vol-17 is slow"];
  const [read] = corrected([text], answered);
  expect(read).toContain(right);
  expect(read?.split(/[^\w-]+/)).not.toContain("vol-17");
  expect(read?.split(/[^\w-]+/)).not.toContain("lb-90fe");
});

test.each([
  "It did not help, vol-42 is slow too, not only vol-17",
  "vol-17 is fine now. vol-42 is not.",
  "We moved the data from vol-17 to vol-42",
])("naming another is no correction: %s", (text) => {
  expect(corrected([text], ["vol-17 is slow"])).toEqual([text]);
});

test.each([
  [["vol-17 is slow", "also vol-42"]],
  [["vm-1 hangs", "and vm-2 too, sorry"]],
  [["vm-1 hangs", "sorry for the late reply, it happened at 10:00 on vm-1"]],
  [["vm-1 hangs", "since 10:00"]],
])("%j corrects nothing", (texts) => {
  expect(corrected(texts)).toEqual(texts);
});
