/** A changed draft never counts as accepted, and nothing empty or unexplained gets through. */
import { expect, test } from "vitest";
import { type DecideInput, Suggestion } from "./model";
import { candidate } from "./testing/candidate";
import { resolveDecision, stepOf } from "./verdict";

const suggestion = (over: object = {}): Suggestion =>
  Suggestion.parse({
    id: 1,
    ticketId: 1,
    agentRunId: 1,
    kind: "reply",
    status: "open",
    text: "Reboot it.",
    payload: {
      alternatives: [
        candidate("Resize it."),
        candidate("Run disk_usage.", { kind: "diagnostic", call: { tool: "disk_usage", arguments: {} } }),
      ],
    },
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
const decide = (input: Partial<DecideInput>, over: object = {}) =>
  resolveDecision(suggestion(over), {
    suggestionId: 1,
    verdict: "accept",
    mutationId: "mutation-1",
    ...input,
  });

test("the verdict follows from the text, not from the button", () => {
  expect(decide({})).toEqual({ verdict: "accept", finalText: "Reboot it.", reason: null, alternative: null });
  expect(decide({ verdict: "edit", finalText: "Reboot it.\n" }).verdict).toBe("accept");
  expect(decide({ verdict: "accept", finalText: "Do not reboot it." }).verdict).toBe("edit");
  expect(decide({ alternative: 0 })).toEqual({
    verdict: "accept",
    finalText: "Resize it.",
    reason: null,
    alternative: 0,
  });
  expect(decide({ alternative: 0, finalText: "Resize it now." }).verdict).toBe("edit");
});

test("a reject keeps its reason and sends nothing", () => {
  expect(decide({ verdict: "reject", reason: "tone", finalText: "x" })).toEqual({
    verdict: "reject",
    finalText: null,
    reason: "tone",
    alternative: null,
  });
  expect(() => decide({ verdict: "reject" })).toThrow("Choose a reason");
  expect(decide({ verdict: "reject" }, { kind: "triage", payload: { triage: {} } }).reason).toBeNull();
});

test("empty texts, unknown alternatives and changed diagnostics are refused", () => {
  const look = { kind: "diagnostic", payload: { call: { tool: "disk_usage", arguments: {} } } };
  expect(() => decide({ finalText: " \n" })).toThrow("empty");
  expect(() => decide({ alternative: 4 })).toThrow("no alternative 5");
  expect(() => decide({ finalText: "other" }, look)).toThrow("not edited");
});

test("another step of the card is taken as what it is, whatever the card proposed", () => {
  expect(decide({ alternative: 1 })).toMatchObject({ verdict: "accept", finalText: null, alternative: 1 });
  expect(stepOf(suggestion(), 1)).toMatchObject({
    kind: "diagnostic",
    payload: { call: { tool: "disk_usage" } },
  });
  expect(() => decide({ alternative: 1, finalText: "other" })).toThrow("not edited");
  const handedOver = { kind: "escalation", text: "Somebody has to look." } as const;
  expect(decide({ alternative: 0 }, handedOver)).toMatchObject({
    verdict: "accept",
    finalText: "Resize it.",
  });
});

test("triage taken with other fields is an edit, with none left it is refused", () => {
  const triage = { kind: "triage", payload: { triage: { category: "disk", priority: "high" } } } as const;
  expect(decide({}, triage)).toMatchObject({ verdict: "accept", triage: { category: "disk" } });
  expect(decide({ triage: { category: "disk", priority: "high" } }, triage).verdict).toBe("accept");
  expect(decide({ triage: { category: "network" } }, triage)).toMatchObject({
    verdict: "edit",
    finalText: null,
    triage: { category: "network" },
  });
  expect(() => decide({ triage: {} }, triage)).toThrow("no field left");
});
