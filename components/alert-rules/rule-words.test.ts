/** What is said of proposed rules is true of them, in every number. */
import { expect, test } from "vitest";
import type { ProposedRule } from "#lib/alert-rules/model";
import { evidenceSentence, ruleSentence, trialSentence } from "./rule-words";

const demote = (forMinutes: number, severity: "info" | "critical"): ProposedRule => ({
  kind: "demote",
  source: "am",
  name: "DiskSlow",
  expr: null,
  forMinutes,
  severity,
});

test("only a rule of severity info is said to page nobody", () => {
  expect(ruleSentence(demote(0, "info"))).toBe("Fires at severity info, so that nobody is paged.");
  expect(ruleSentence(demote(1, "critical"))).toBe("Fires at severity critical, after another 1 minute.");
});

test("evidence and trials count in words that fit the number", () => {
  const evidence = { days: 28, times: 8, incidents: [] };
  const acted = [0, 1, 2].map((actedOn) => evidenceSentence(demote(0, "info"), { ...evidence, actedOn }));
  expect(acted).toEqual([
    "Fired 8 times in 28 days; none of them was acted on.",
    "Fired 8 times in 28 days; 1 of them was acted on.",
    "Fired 8 times in 28 days; 2 of them were acted on.",
  ]);
  const trial = { days: 28, raised: 1, real: 1, missed: 0, heldBack: 7, alarms: [] };
  expect(trialSentence(trial, false)).toBe(
    "Over the last 28 days it would have fired once instead of 8; no alerts that somebody acted on would have been missed.",
  );
  expect(trialSentence({ ...trial, raised: 3, missed: 1 }, true)).toBe(
    "Over the last 28 days it would have fired 3 times, once during an anomaly; it would have missed 1.",
  );
});
