/** What the apprentice proposes, without the replies that do not fit where the dialogue stands, and without the sentences that are not so. */
import { checkActs } from "./acts";
import { withoutUnrecorded } from "./announcements";
import type { Goodbyes } from "./apprentice/acts/acts";
import type { Proposal } from "./apprentice/model";
import type { Observation } from "./model";

/**
 * A reply loses what it says was done and nobody recorded; a rash goodbye, or what the customer forbade, is left out
 * whole. Where the first reply goes, the next is believed no more than it was. `barred` says of the first reply why it
 * went where none is left.
 */
export function fittingProposal(
  proposal: Proposal,
  seen: Observation,
  goodbyes: Goodbyes,
): { proposal: Proposal; barred: string | null } {
  const [first] = proposal.replies;
  const faults: string[] = [];
  const replies = proposal.replies.flatMap((reply) => {
    const text = withoutUnrecorded(reply.text, seen.timeline);
    const checked = checkActs(text ?? reply.text, seen, { goodbyes });
    if (text !== null && checked.ok) return [{ ...reply, text }];
    // A goodbye that may fit was no answer to anything.
    if (!checked.ok && !(goodbyes.fit === "unsure" && goodbyes.isRash(reply.text)))
      faults.push(checked.detail);
    return [];
  });
  const isFirstLeft = replies[0]?.templateKey === first?.templateKey;
  const confidence = isFirstLeft
    ? proposal.confidence
    : Math.min(proposal.confidence, replies[0]?.probability ?? 0);
  const step =
    proposal.step.kind !== "reply" || isFirstLeft
      ? proposal.step
      : (proposal.tool ?? replies[0] ?? { kind: "hand_over" as const, probability: 1 });
  const barred = replies.length === 0 ? (faults[0] ?? null) : null;
  return { proposal: { ...proposal, replies, confidence, step }, barred };
}
