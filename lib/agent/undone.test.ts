/** An answer that tells as done what was asked for, and nobody did, is no answer without that: somebody does it first. */
import { expect, test } from "vitest";
import type { Proposal } from "#lib/apprentice/model";
import { toolbox } from "#lib/tools/registry";
import { fittingProposal } from "./candidates/fitting";
import { learnedCandidates } from "./candidates/learned";
import { undone } from "./hand-over-reasons";
import { seenEvent, seenOn } from "./testing/seen";

const told = "Hello, the vCPU quota of shop-prod in nor-1 is 128 and 120 are in use.";
const said = `${told} I have raised it to 192. The new limit is active within 15 minutes.`;

function reasonFor(asked: string, isHandedOver = false): string | null {
  const message = seenEvent(1, "customer_message", asked);
  const result = seenEvent(2, "tool_result", "", { tool: "get_quota", result: { limit: 128, usage: 120 } });
  const seen = seenOn([message, result], result, { isHandedOver });
  const reply = {
    kind: "reply" as const,
    text: said,
    templateKey: "reply:quota",
    sourceEventIds: [9],
    slots: {},
  };
  const replies = [{ ...reply, probability: 0.8, ending: 0, support: 5, unlike: 0 }];
  const proposal: Proposal = {
    step: { ...reply, probability: 0.8, ending: 0, support: 5, unlike: 0 },
    replies,
    withheld: [],
    unsaid: null,
    lacking: null,
    tool: null,
    replyProbability: 1,
    toolProbability: 0,
    confidence: 0.8,
    typedProbability: 0,
    novelty: 0,
    nearest: [],
    abstain: null,
    features: {},
  };
  const goodbyes = { fit: "open" as const, isRash: () => false };
  const fitted = fittingProposal(proposal, seen, goodbyes);
  const retrieved = { ...fitted, sources: [], similar: [], articles: [], goodbyes };
  const [candidate] = learnedCandidates(seen, retrieved, toolbox([]));
  expect(candidate?.text).toBe(told);
  return candidate ? undone(candidate, seen) : null;
}

test("who asked to raise it is not only told how much there is", () => {
  expect(reasonFor("raise vCPU quota to 192")).toContain("“I have raised”");
  expect(reasonFor("We need 192 vCPUs in nor-1, project shop-prod.")).toContain("not done yet");
});

test("who asked how much there is, is told", () => {
  expect(reasonFor("How many vCPUs may shop-prod use in nor-1?")).toBeNull();
});

test("who has the case is told nothing more", () => {
  expect(reasonFor("raise vCPU quota to 192", true)).toBeNull();
});
