/** What the analyst decides, and how he grades what was kept back: the card's own kind must have been right. */
import { describe, expect, test } from "vitest";
import type { Suggestion } from "#lib/suggestions/model";
import type { RunWithProposal } from "./queries";
import { reactionToCall, reactionToReply } from "./reaction";
import { run } from "./testing/run";

const reply = { id: "reply", text: "Your name?", kind: "reply" as const, payload: {}, evidence: [] };
const call = {
  id: "call",
  text: "Run x.",
  kind: "diagnostic" as const,
  payload: { call: { tool: "x", arguments: {} } },
  evidence: [],
};
const gate = { probability: 0.3 } as NonNullable<RunWithProposal["gate"]>;
const shown = (kind: Suggestion["kind"]) =>
  run({ outcome: "proposed", proposal: { id: 9, kind } as Suggestion });

describe("a draft that was kept back", () => {
  test.each([
    [reply, "accept", "should_have_shown"],
    [reply, "edit", "should_have_shown"],
    [reply, "reject", "right"],
    // The reply would have been right, but the card was a call.
    [call, "accept", "right"],
    [null, "accept", "right"],
  ] as const)("%j before a reply that makes it %s: %s", (draft, verdict, grade) => {
    expect(reactionToReply(run({ draft, gate }), verdict, "Your name?")).toEqual({ kind: "grade", grade });
  });

  test.each([
    [call, true, "should_have_shown"],
    [call, false, "right"],
    [reply, true, "right"],
  ] as const)("%j before a call, exact %s: %s", (draft, exact, grade) => {
    expect(reactionToCall(run({ draft, gate }), { toolRight: true, exact })).toEqual({
      kind: "grade",
      grade,
    });
  });

  test("behind a hand-over is graded like one in silence; a hand-over by rule is not", () => {
    const handedOver = { outcome: "handed_over" as const, draft: reply };
    const proposal = { id: 9, kind: "escalation" } as Suggestion;
    expect(reactionToReply(run({ ...handedOver, gate, proposal }), "accept", "Hi")).toMatchObject({
      grade: "should_have_shown",
    });
    expect(reactionToReply(run({ ...handedOver, proposal }), "accept", "Hi")).toEqual({ kind: "none" });
  });
});

describe("a card that was shown", () => {
  test("is taken with the words really sent, or rejected", () => {
    expect(reactionToReply(shown("reply"), "edit", "Hi")).toEqual({
      kind: "decide",
      input: { verdict: "edit", finalText: "Hi" },
      isStep: true,
    });
    expect(reactionToReply(shown("reply"), "reject", "Hi")).toMatchObject({ input: { reason: "wrong" } });
    expect(reactionToReply(shown("diagnostic"), "accept", "Hi")).toMatchObject({
      input: { verdict: "reject", reason: "not_needed" },
      isStep: false,
    });
  });

  test("of a call is run when it is exact", () => {
    const judged = (toolRight: boolean, exact: boolean) =>
      reactionToCall(shown("diagnostic"), { toolRight, exact });
    expect(judged(true, true)).toMatchObject({ input: { verdict: "accept" }, isStep: true });
    expect(judged(true, false)).toMatchObject({ input: { reason: "incomplete" } });
    expect(judged(false, false)).toMatchObject({ input: { reason: "wrong" } });
  });
});
