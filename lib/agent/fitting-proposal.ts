/** What the apprentice proposes, without the replies that do not fit where the dialogue stands, and without the sentences that are not so. */
import { forbiddenIn } from "./acts";
import { withoutUnrecorded } from "./announcements";
import type { Proposal } from "./apprentice/model";
import type { Observation } from "./model";

/**
 * A reply loses what it says was done and nobody recorded; a rash goodbye, or what the customer forbade, is left out
 * whole. Where the first reply goes, the next is believed no more than it was.
 */
export function fittingProposal(
  proposal: Proposal,
  seen: Observation,
  isRash: (text: string) => boolean,
): Proposal {
  const [first] = proposal.replies;
  const replies = proposal.replies.flatMap((reply) => {
    const text = withoutUnrecorded(reply.text, seen.timeline);
    return text === null || isRash(text) || forbiddenIn(text, seen) ? [] : [{ ...reply, text }];
  });
  const isFirstLeft = replies[0]?.templateKey === first?.templateKey;
  const confidence = isFirstLeft
    ? proposal.confidence
    : Math.min(proposal.confidence, replies[0]?.probability ?? 0);
  const step =
    proposal.step.kind !== "reply" || isFirstLeft
      ? proposal.step
      : (proposal.tool ?? replies[0] ?? { kind: "hand_over" as const, probability: 1 });
  return { ...proposal, replies, confidence, step };
}
