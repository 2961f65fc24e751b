/** The most probable step of all kinds, and why there may be none. */
import type { NextStep, Proposal, ToolCandidate } from "./model";

/** The likelier of the first reply and the call; after a reply of ours there is nothing to do but wait. */
export function nextStep(
  reply: Proposal["replies"][number] | undefined,
  tool: ToolCandidate | null,
  replyShare: number,
  answered: boolean,
): NextStep {
  if (answered) return { kind: "wait", probability: 1 };
  const replyProbability = (reply?.probability ?? 0) * replyShare;
  if (tool && tool.probability >= replyProbability) return tool;
  return reply ?? { kind: "hand_over", probability: 1 };
}

/** Why nothing is proposed; null where something is. */
export function abstainReason(
  { closed }: { closed: number },
  answered: boolean,
  hasSomething: boolean,
): Proposal["abstain"] {
  if (closed === 0) return "nothing_learnt";
  if (answered) return "nothing_to_answer";
  return hasSomething ? null : "nothing_fits";
}
