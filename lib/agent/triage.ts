/** Where a new ticket belongs: voted by the closed tickets most like it. */
import type { NewSuggestion } from "#lib/suggestions/model";
import type { TriageFields } from "#lib/tickets/model";
import type { Observation, Retrieved } from "./model";

export type TriageSuggestion = NewSuggestion & { kind: "triage" };

const fields = ["queueId", "category", "service"] as const;
/** Least share of the votes, and least likeness of the best voter, for a field to be proposed. */
const majority = 0.6;
const likeness = 0.12;

/**
 * Proposes the fields nobody has set, each by the votes of the nearest closed tickets, weighted by the
 * square of their likeness (k nearest neighbours). Null when nothing is unset or the votes disagree.
 */
export function triageProposal(seen: Observation, filed: Retrieved["similar"]): TriageSuggestion | null {
  const { ticket } = seen;
  const near = filed.filter(({ score }) => score >= likeness);
  const votes = fields
    .filter((field) => ticket[field] === null)
    .map((field) => ({ field, ...winner(near, field) }))
    .filter(({ value, share }) => value !== null && share >= majority);
  if (seen.isTriaged || votes.length === 0) return null;
  const triage: TriageFields = Object.fromEntries(votes.map(({ field, value }) => [field, value]));
  const queue = near.find(({ queueId }) => queueId === triage.queueId)?.queueName;
  const named = [
    queue && `queue ${queue}`,
    triage.category && `category ${triage.category}`,
    triage.service && `service ${triage.service}`,
  ];
  return {
    kind: "triage",
    text: `File under ${named.filter(Boolean).join(", ")}.`,
    payload: { triage },
    evidence: near.slice(0, 3).map(({ ref, score }) => ({
      kind: "ticket",
      ref,
      title: `#${ref}`,
      excerpt: "",
      score: Math.min(1, score),
    })),
    why: `${near.length} similar closed ${near.length === 1 ? "ticket was" : "tickets were"} filed like this.`,
    confidence: Math.min(...votes.map(({ share }) => share)),
    risk: 0,
  };
}

function winner(
  near: Retrieved["similar"],
  field: (typeof fields)[number],
): { value: string | number | null; share: number } {
  const weights = new Map<string | number | null, number>();
  let total = 0;
  for (const { score, ...filed } of near) {
    weights.set(filed[field], (weights.get(filed[field]) ?? 0) + score ** 2);
    total += score ** 2;
  }
  const [best] = [...weights].sort((left, right) => right[1] - left[1]);
  return best ? { value: best[0], share: best[1] / total } : { value: null, share: 0 };
}
