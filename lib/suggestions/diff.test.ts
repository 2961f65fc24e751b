/** Diffs rebuild both texts whatever the script, and distances agree with the textbook. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { editDistance, isSubstantiveEdit, similarity, wordDiff } from "./diff";

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom("a", "b", " ", "\n", ".", "量", "é", "🙂"),
    fc.string({ unit: "binary", maxLength: 2 }),
  ),
  maxLength: 40,
});

test("same and removed parts give the draft, same and added parts the final text", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordDiff(before, after);
      const without = (kind: string) =>
        parts
          .filter((part) => part.kind !== kind)
          .map((part) => part.text)
          .join("");
      expect(without("add")).toBe(before);
      expect(without("remove")).toBe(after);
    }),
  );
});

test("words stay whole; Chinese is compared sign by sign", () => {
  expect(wordDiff("resize vol-7 now", "resize vol-8 now")).toEqual([
    { kind: "same", text: "resize vol-" },
    { kind: "remove", text: "7" },
    { kind: "add", text: "8" },
    { kind: "same", text: " now" },
  ]);
  expect(
    wordDiff("请重启实例", "请扩容实例")
      .filter((part) => part.kind === "same")
      .map((part) => part.text),
  ).toEqual(["请", "实例"]);
});

test("the edit distance is Levenshtein's", () => {
  const textbook = (a: string, b: string) => {
    let row = Array.from({ length: b.length + 1 }, (_, column) => column);
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1)
        next.push(
          Math.min(
            (row[j] ?? 0) + 1,
            (next[j - 1] ?? 0) + 1,
            (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
          ),
        );
      row = next;
    }
    return row[b.length] ?? 0;
  };
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(editDistance(a, b)).toBe(textbook(a, b));
    }),
  );
  expect(similarity("", "")).toBe(1);
  expect(similarity("abcd", "abce")).toBe(0.75);
});

test("two rewritten texts of 64,000 units are bounded in time and never over the longer one", () => {
  const long = (seed: string) =>
    Array.from({ length: 8000 }, (_, index) => `${seed}${index * 7919}`)
      .join(" ")
      .slice(0, 64_000);
  const cost = processorTime(() => {
    const found = editDistance(long("a"), long("b"));
    expect(found).toBeGreaterThan(8000);
    expect(found).toBeLessThanOrEqual(64_000);
    expect(wordDiff(long("a"), long("b")).length).toBeGreaterThan(0);
  });
  expect(cost).toBeLessThan(10_000);
});

test("a new greeting or signature is no substantive edit; a new instruction is", () => {
  const body = "Please resize the volume and reboot.";
  expect(isSubstantiveEdit(body, `Hi Mira,\n\n${body}\n\nBest regards,\nAnn`)).toBe(false);
  expect(isSubstantiveEdit(body, "please resize the volume, and reboot!")).toBe(false);
  expect(isSubstantiveEdit(body, "Please resize the volume. Do not reboot.")).toBe(true);
  expect(isSubstantiveEdit("Limit is 5.", "Limit is 6.")).toBe(true);
});
