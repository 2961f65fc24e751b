/** Removes from the apprentice's proposal the replies that do not fit the dialogue, and the sentences that are not true here. */
import type { Goodbyes } from "#lib/apprentice/acts/acts";
import { type Proposal, type ReplyCandidate, rankedReplies } from "#lib/apprentice/model";
import { checkActs } from "../acts";
import { withoutUnrecorded } from "../announcements";
import { inLanguage } from "../language";
import type { BarredReply, Observation } from "../model";
import { whyBarred } from "./bars";

/**
 * A reply loses claims nobody recorded; a premature goodbye, or what the customer forbade, is left out
 * whole. Where the first reply goes, the next is believed no more than it was.
 */
export function fittingProposal(
  proposal: Proposal,
  seen: Observation,
  goodbyes: Goodbyes,
): { proposal: Proposal; barred: BarredReply[] } {
  const bars = new Map<ReplyCandidate, Proposal["withheld"][number]>(
    proposal.withheld.map((one) => [one, one]),
  );
  const replies: ReplyCandidate[] = [];
  const barred: BarredReply[] = [];
  for (const [rank, reply] of rankedReplies(proposal).entries()) {
    const own = bars.get(reply);
    const proven = withoutUnrecorded(reply.text, seen.timeline);
    const checked = checkActs(proven?.text ?? reply.text, seen, { goodbyes });
    if (!own && proven && checked.ok) {
      const { text, unproven } = proven;
      replies.push({ ...reply, text, ...(unproven !== null && { unproven }) });
      continue;
    }
    const why = own ? whyBarred(own.bar) : checked.ok ? null : checked.detail;
    if (why === null) continue;
    const isFirst = reply === proposal.replies[0] && rank === 0;
    barred.push({
      ...reply,
      confidence: own?.confidence ?? (isFirst ? proposal.confidence : reply.probability),
      rank,
      why,
      isAnswer: own
        ? own.bar.kind === "handed_over" || (own.bar.kind === "goodbye" && goodbyes.fit === "open")
        : !(goodbyes.fit === "unsure" && goodbyes.isRash(reply.text)),
    });
  }
  const isFirstLeft = replies[0]?.templateKey === proposal.replies[0]?.templateKey;
  const confidence = isFirstLeft
    ? proposal.confidence
    : Math.min(proposal.confidence, replies[0]?.probability ?? 0);
  const isStepLeft = proposal.step.kind === "reply" && replies[0]?.templateKey === proposal.step.templateKey;
  const step =
    proposal.step.kind !== "reply" || isStepLeft
      ? proposal.step
      : (proposal.tool ?? replies[0] ?? { kind: "hand_over" as const, probability: 1 });
  return { proposal: inLanguage(seen, { ...proposal, replies, confidence, step }), barred };
}
