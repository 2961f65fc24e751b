import { expect, test } from "vitest";
import { sampleWords } from "./sample-words";

test("one is not many", () => {
  expect(sampleWords(1, "decisions")).toBe("1 decision");
  expect(sampleWords(1, "tickets in")).toBe("1 ticket in");
  expect(sampleWords(0, "edits")).toBe("0 edits");
  expect(sampleWords(1204, "answered tickets")).toBe("1,204 answered tickets");
  expect(sampleWords(1, "open now")).toBe("1 open now");
});
