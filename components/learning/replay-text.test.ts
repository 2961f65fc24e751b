import { expect, test } from "vitest";
import { differenceOf, figureText } from "./replay-text";

test("shares are percentages, indices keep three places, times are milliseconds", () => {
  expect(figureText("match", 0.3072)).toBe("30.7%");
  expect(figureText("token_f1", 0.41)).toBe("0.410");
  expect(figureText("agent run p95", 61.23)).toBe("61.2");
  expect(figureText("match", null)).toBe("–");
});

test("a difference says whether it is good, whichever way the figure counts", () => {
  expect(differenceOf("match", 0.307, 0.24)).toEqual({ text: "+6.7 points", verdict: "better" });
  expect(differenceOf("aurc", 0.466, 0.55)).toEqual({ text: "−0.084", verdict: "better" });
  expect(differenceOf("foreign_number_rate", 0.02, 0.01)).toEqual({ text: "+1.0 points", verdict: "worse" });
  expect(differenceOf("agent run p50", 20, 10)).toEqual({ text: "+10.0", verdict: "worse" });
  expect(differenceOf("match", 0.3071, 0.3072)).toEqual({ text: "0", verdict: "same" });
  expect(differenceOf("match", null, 0.3)).toBeNull();
});
