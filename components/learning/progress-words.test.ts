import { expect, test } from "vitest";
import { progressWords } from "./progress-words";

const half = { right: 25, count: 50, low: 0.36, high: 0.64 };
const most = { right: 42, count: 50, low: 0.71, high: 0.93 };

test("a clear difference is called by its name, in both directions", () => {
  expect(progressWords({ last: most, first: half })).toMatchObject({
    verdict: "Improving",
    tone: "positive",
  });
  expect(progressWords({ last: half, first: most })).toMatchObject({
    verdict: "Getting worse",
    tone: "critical",
  });
});

test("bounds that overlap a little do not hide a clear difference", () => {
  const last = { right: 36, count: 50, low: 0.575, high: 0.838 };
  const first = { right: 22, count: 50, low: 0.3, high: 0.587 };
  const { verdict, figures } = progressWords({ last, first });
  expect(verdict).toBe("Improving");
  expect(figures).toContain("At least 7 points more");
});

test("what may be chance is said to be", () => {
  const words = progressWords({ last: { ...half, right: 30, low: 0.45, high: 0.74 }, first: half });
  expect(words.verdict).toBe("No clear change");
  expect(words.figures).toContain("within chance");
});

test("before there is something to compare it says what is missing", () => {
  expect(progressWords({ last: null, first: null }).verdict).toBe("No data yet");
  const { figures } = progressWords({ last: { right: 1, count: 1, low: 0.03, high: 1 }, first: null });
  expect(figures).toContain(
    "Of the one draft decided on 1 was right without changes (100%, true share 3% to 100%)",
  );
});
