/** A changed draft never counts as accepted, and nothing empty or unexplained gets through. */
import { expect, test } from "vitest";
import type { DecideInput, Suggestion } from "./model";
import { settle } from "./verdict";

const suggestion = (over: Partial<Suggestion> = {}): Suggestion => ({
  id: 1,
  ticketId: 1,
  considerationId: 1,
  kind: "reply",
  status: "open",
  text: "Reboot it.",
  payload: { alternatives: [{ text: "Resize it.", probability: 0.2 }] },
  evidence: [],
  why: "",
  confidence: 0.5,
  certified: false,
  risk: 1,
  propensity: 1,
  pipelineVersion: "1",
  engine: "apprentice",
  model: "m",
  degraded: null,
  upToEventId: 1,
  createdAt: new Date(0),
  decidedAt: null,
  decidedBy: null,
  ...over,
});
const decide = (input: Partial<DecideInput>, over: Partial<Suggestion> = {}) =>
  settle(suggestion(over), { suggestionId: 1, verdict: "accept", mutationId: "mutation-1", ...input });

test("the verdict follows from the text, not from the button", () => {
  expect(decide({})).toEqual({ verdict: "accept", finalText: "Reboot it.", reason: null });
  expect(decide({ verdict: "edit", finalText: "Reboot it.\n" }).verdict).toBe("accept");
  expect(decide({ verdict: "accept", finalText: "Do not reboot it." }).verdict).toBe("edit");
  expect(decide({ alternative: 0 })).toEqual({ verdict: "accept", finalText: "Resize it.", reason: null });
  expect(decide({ alternative: 0, finalText: "Resize it now." }).verdict).toBe("edit");
});

test("a reject keeps its reason and sends nothing", () => {
  expect(decide({ verdict: "reject", reason: "tone", finalText: "x" })).toEqual({
    verdict: "reject",
    finalText: null,
    reason: "tone",
  });
  expect(() => decide({ verdict: "reject" })).toThrow("Say why");
});

test("empty texts, unknown alternatives and changed diagnostics are refused", () => {
  expect(() => decide({ finalText: " \n" })).toThrow("empty");
  expect(() => decide({ alternative: 4 })).toThrow("no alternative 5");
  expect(() => decide({ finalText: "other" }, { kind: "diagnostic" })).toThrow("not changed");
  expect(decide({}, { kind: "triage" }).finalText).toBeNull();
});
