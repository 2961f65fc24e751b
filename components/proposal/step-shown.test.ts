import { expect, test } from "vitest";
import { Suggestion } from "#lib/suggestions/model";
import { StoredCandidate } from "#lib/suggestions/step";
import { effectWords, ownWord, ownWords, stepShown, takeWord, withheldStep } from "./step-shown";

const candidate = (text: string) =>
  StoredCandidate.parse({ id: text, kind: "reply", text, origin: "template", probability: 0.2 });

const card = Suggestion.parse({
  id: 1,
  ticketId: 2,
  agentRunId: 3,
  kind: "diagnostic",
  status: "open",
  text: "Run disk_use.",
  payload: {
    call: { tool: "disk_use", arguments: {} },
    alternatives: [candidate("Which volume is it?")],
  },
  evidence: [],
  why: "Analysts looked this up.",
  confidence: 0.9,
  certified: true,
  risk: 0,
  propensity: 1,
  pipelineVersion: "1",
  engine: "apprentice",
  model: "apprentice",
  degraded: null,
  upToEventId: 4,
  createdAt: new Date(),
  decidedAt: null,
  decidedBy: null,
});

const mira = { customer: "Mira", isAssigned: true };
const nobody = { customer: null, isAssigned: false };

test("a chosen step comes with its own kind and estimate, and without the certificate of the first", () => {
  const shown = stepShown(card, 0);
  expect(shown).toMatchObject({
    kind: "reply",
    text: "Which volume is it?",
    confidence: 0.2,
    certified: false,
  });
  expect(takeWord(shown, mira)).toBe("Send");
  expect(takeWord(shown, mira, true)).toBe("Send edited");
  expect(effectWords(shown, mira)).toBe("Goes to Mira; can be undone for ten seconds.");
});

test("an alert has no customer a follow-up could go to", () => {
  const followUp = { kind: "follow_up" as const, payload: {}, risk: 1 };
  expect(effectWords(followUp, nobody)).toBe("Recorded on the ticket only; it has no customer.");
  expect(effectWords(followUp, { ...mira, customer: undefined })).toContain("Goes to the customer");
  for (const step of [card, { kind: "escalation" as const, payload: {}, risk: 0 }]) {
    expect(effectWords(step, nobody)).not.toContain("customer");
    expect(effectWords(step, mira)).toContain("the customer sees nothing");
  }
});

test("an alert that is over is resolved; a hand-over of what nobody has is taken instead", () => {
  const over = { kind: "follow_up" as const, payload: { moveTo: "solved" as const }, risk: 1 };
  expect(takeWord(over, nobody)).toBe("Resolve");
  expect(takeWord(over, mira)).toBe("Send and resolve");
  const handOver = { kind: "escalation" as const, payload: {}, risk: 0 };
  expect(takeWord(handOver, mira)).toBe("Escalate");
  expect(takeWord(handOver, nobody)).toBe("Assign to me");
});

test("nothing chosen, or a place that is not there, leaves the card as it is", () => {
  expect(stepShown(card, undefined)).toBe(card);
  expect(stepShown(card, 2)).toBe(card);
  expect(effectWords(card, mira)).toContain("customer sees nothing");
});

test("a hand-over offers what it withheld with the key of its place, and no other step in its stead", () => {
  const alternatives = [candidate("Which volume is it?"), candidate("I am closing this ticket.")];
  const payload = { alternatives, withheld: "I am closing this ticket." };
  expect(withheldStep({ kind: "escalation", payload })).toEqual({ step: alternatives[1], place: 1 });
  expect(withheldStep({ kind: "escalation", payload: { alternatives } })).toBeUndefined();
  expect(withheldStep(card)).toBeUndefined();
});

test("the edit of a decided proposal goes where its step would have gone: what was meant for the team is a note", () => {
  const goes = (kind: Parameters<typeof ownWord>[0]) => `${ownWord(kind)}: ${ownWords(kind)}`;
  expect(goes("reply")).toBe("Send as own reply: What you write is sent as your own reply.");
  expect(goes("follow_up")).toBe("Send as own reply: What you write is sent as your own reply.");
  expect(goes("escalation")).toBe("Add as note: What you write is added as an internal note.");
  expect(goes("remediation")).toBe("Add as note: What you write is added as an internal note.");
});
