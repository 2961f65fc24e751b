/** The simulated analyst of a replay: from the real next step, decides on the card or grades the abstention. */

import type { DecideInput, Grade } from "#lib/suggestions/model";
import { callOf, isSaid } from "#lib/suggestions/step";
import type { CallPoint, ReplyVerdict } from "./judge";
import type { RunWithProposal } from "./queries";

export type Reaction =
  | { kind: "none" }
  | { kind: "grade"; grade: Grade }
  /** `isStep`: carrying the decision out is the analyst's step itself. */
  | { kind: "decide"; input: Omit<DecideInput, "suggestionId" | "mutationId">; isStep: boolean };

/** The analyst sends the real reply: as an answer to the proposal, or instead of one. */
export function reactionToReply(run: RunWithProposal, verdict: ReplyVerdict, text: string): Reaction {
  const { proposal, draft } = run;
  if (isWithheld(run)) {
    const wasReply = draft !== null && isSaid(draft);
    return { kind: "grade", grade: wasReply && verdict !== "reject" ? "should_have_shown" : "right" };
  }
  if (!proposal || proposal.kind === "escalation") return { kind: "none" };
  if (proposal.kind !== "reply") return reject("not_needed");
  if (verdict === "reject" || text.trim() === "") return reject("wrong");
  return { kind: "decide", input: { verdict, finalText: text }, isStep: true };
}

/** The analyst looks something up: as proposed, or otherwise. */
export function reactionToCall(
  run: RunWithProposal,
  { toolRight, exact }: Pick<CallPoint, "toolRight" | "exact">,
): Reaction {
  const { proposal, draft } = run;
  if (isWithheld(run)) {
    const shouldHaveShown = exact && draft !== null && callOf(draft) !== undefined;
    return { kind: "grade", grade: shouldHaveShown ? "should_have_shown" : "right" };
  }
  if (!proposal || proposal.kind === "escalation") return { kind: "none" };
  if (proposal.kind !== "diagnostic") return reject("not_needed");
  if (exact) return { kind: "decide", input: { verdict: "accept" }, isStep: true };
  return reject(toolRight ? "incomplete" : "wrong");
}

/** The analyst gives the case to somebody else: with the card that says so, or instead of what it proposes. */
export function reactionToHandOver(run: RunWithProposal): Reaction {
  if (isWithheld(run)) return { kind: "grade", grade: "right" };
  const { proposal } = run;
  if (!proposal) return { kind: "none" };
  const verdict = proposal.kind === "escalation" ? "accept" : "hand_over";
  return { kind: "decide", input: { verdict }, isStep: true };
}

/** A draft was weighed and not shown: in silence, or behind a hand-over. */
function isWithheld({ outcome, gate }: RunWithProposal): boolean {
  return outcome === "abstained" || (outcome === "handed_over" && gate !== null);
}

function reject(reason: "wrong" | "incomplete" | "not_needed"): Reaction {
  return { kind: "decide", input: { verdict: "reject", reason }, isStep: false };
}
