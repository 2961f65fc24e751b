/** The second gate: whether a checked draft is shown, kept quiet, or the case goes to a human. */
import type { GateRecord } from "#lib/policy/model";
import { quoteEstimate } from "./article-reply";
import type { Draft, Observation, Retrieved } from "./model";

/** Least probability of being taken, by kind of draft, at which the agent speaks. */
const thresholds = { reply: 0.35, diagnostic: 0.3, other: 0 } as const;

/** Decides about a draft from our own estimate; what a model says of itself does not enter. */
export function decide(draft: Draft, seen: Observation, retrieved: Retrieved): GateRecord {
  const probability = acceptProbability(draft, retrieved);
  const threshold =
    draft.kind === "reply" || draft.kind === "diagnostic" ? thresholds[draft.kind] : thresholds.other;
  const isPressing = seen.ticket.priority === "urgent" || seen.event.kind === "alert_firing";
  const otherwise = isPressing && !seen.isHandedOver ? "hand_over" : "silent";
  return {
    verdict: probability >= threshold ? "speak" : otherwise,
    probability,
    threshold,
    certified: false,
    labelsNeeded: 0,
    explored: false,
    propensity: 1,
    features: featuresOf(draft, retrieved),
  };
}

/** What the gate knows of a draft, as numbers; every one finite. */
export function featuresOf(draft: Draft, { proposal, sources }: Retrieved): Record<string, number> {
  const best = (kind: "article" | "ticket") =>
    Math.max(0, ...sources.filter((source) => source.kind === kind).map(({ score }) => score));
  return {
    ...proposal.features,
    novelty: proposal.novelty,
    article: best("article"),
    ticket: best("ticket"),
    cited: draft.sources.length,
    llm: draft.engine === "llm" ? 1 : 0,
    call: draft.kind === "diagnostic" ? 1 : 0,
  };
}

/** Our estimate that an analyst takes the draft, in [0, 1]. */
function acceptProbability(draft: Draft, { proposal }: Retrieved): number {
  const cited = Math.max(
    0,
    ...draft.sources.filter(({ kind }) => kind !== "event").map(({ score }) => score),
  );
  if (draft.kind === "diagnostic") return draft.engine === "llm" ? 0.5 : (proposal.tool?.probability ?? 0);
  if (draft.kind !== "reply") return 1;
  const isLearned = proposal.replies[0]?.text === draft.text;
  if (isLearned) return proposal.confidence;
  return Math.min(1, quoteEstimate(cited) + (draft.engine === "llm" ? 0.15 : 0));
}
