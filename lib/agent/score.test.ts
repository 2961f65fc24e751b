/** What the gate is told of a draft: how unlike a case is counts for a call as far as its values do not point to its tool. */
import { expect, test } from "vitest";
import { defaultGateSettings, newGate, unlike } from "#lib/policy/gate/gate";
import { apprentice, type Candidate } from "./candidates/candidate";
import { score } from "./score";
import { seenEvent, seenOn } from "./testing/seen";

const message = seenEvent(1, "customer_message", "VM-4F77 is down.");
const seen = seenOn([message], message);

function doubtOf(kind: "reply" | "diagnostic", specificity: number, strange = 0): number {
  const payload = kind === "reply" ? {} : { call: { tool: "describe", arguments: { instance: "VM-4F77" } } };
  const practice = { place: null, probability: 0.6, support: 9, ending: 0, sureness: 1, eventIds: [] };
  const candidate = {
    ...{ id: "one", kind, text: "", payload, sources: [], why: "", origin: "template", probability: 0.6 },
    ...{ practice: { ...practice, specificity, unlike: 1 }, guidance: null, bar: null, author: apprentice },
  } as Candidate;
  const proposal = { features: { strange }, novelty: 0, typedProbability: 0 };
  const by = { gate: newGate(), settings: defaultGateSettings };
  return score(candidate, seen, { proposal, sources: [] } as never, by).features[unlike] ?? Number.NaN;
}

test("a call is doubted less the more its values point to its tool, and not at all where they do", () => {
  expect(doubtOf("diagnostic", 0)).toBe(1);
  expect(doubtOf("diagnostic", 0.25)).toBeCloseTo(0.5);
  expect(doubtOf("diagnostic", 0.5)).toBe(0);
  expect(doubtOf("diagnostic", 1)).toBe(0);
});

test("a call is not doubted twice for being strange; a reply is doubted as it is unlike", () => {
  expect(doubtOf("diagnostic", 0, 0.4)).toBeCloseTo(0.6);
  expect(doubtOf("reply", 0, 0.4)).toBe(1);
});
