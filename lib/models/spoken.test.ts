import fc from "fast-check";
import { expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { spoken } from "./spoken";

const cases = [
  ["<think>They ask for a quota.</think>Your quota is 8.", "Your quota is 8."],
  ["<Think>a</tHINK>One. <reasoning>b</reasoning>Two.", "One. Two."],
  ["[THINK]<think>a[/THINK]Said.", "Said."],
  ["<think>a <analysis>b</think> Said.", "Said."],
  ["It began before.</think>Said.", "Said."],
  ["Said.<think>not yet at its end", "Said."],
  ["Said.<|im_end|><|user|>And you?", "Said."],
] as const;

test.for(cases)("%j is said as %j", ([written, said]) => {
  expect(spoken(written)).toBe(said);
});

test("what is left of a finished answer opens no thought", () => {
  const piece = fc.constantFrom(
    "<think>",
    "</think>",
    "<analysis>",
    "</analysis>",
    "[THINK]",
    "[/THINK]",
    "a ",
    "İ",
    "<",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      expect(spoken(pieces.join(""))).not.toMatch(/<(think|analysis)>|\[THINK\]/i);
    }),
  );
});

test("many thoughts without an end take as long as their length", () => {
  const text = "<think>".repeat(40_000);
  expect(processorTime(() => spoken(text))).toBeLessThan(1_000);
});
