/** Proposes triage for a new ticket: each field as learned from closed tickets, left out where it is unsure. */

import type { TriageField } from "#lib/apprentice/model";
import type { Ctx } from "#lib/platform/context";
import { priorities } from "#lib/sla/model";
import type { NewSuggestion } from "#lib/suggestions/inputs";
import type { Ranking } from "#lib/suggestions/model";
import type { TriageOption } from "#lib/suggestions/step";
import { triageWords } from "#lib/suggestions/triage-words";
import { toldOf } from "#lib/tickets/event";
import { TriageFields } from "#lib/tickets/model";
import type { Observation, Retrieved } from "./model";
import { queuesByKey } from "./queries";

export type TriageSuggestion = Extract<NewSuggestion, { kind: "triage" }>;

type TicketField = keyof TriageFields;

/**
 * From which confidence on each field is proposed. A wrong queue costs a colleague's time and a wrong priority a broken
 * promise, a wrong category or service only a click.
 */
const leastConfidence = { queue: 0.6, category: 0.5, service: 0.5, priority: 0.7 } as const satisfies Record<
  TriageField,
  number
>;

const ticketField = {
  queue: "queueId",
  category: "category",
  service: "service",
  priority: "priority",
} as const satisfies Record<TriageField, TicketField>;

const leastSimilarity = 0.12;
const evidenceShown = 3;

/**
 * Proposes the fields nobody has set, each with its confidence and what else it might be. `ranked` holds the values of
 * each field, the likeliest first; `similar` closed tickets that were filed alike are the evidence. Null when every field
 * is set or unsure, or triage was proposed before.
 */
export async function triageProposal(
  ctx: Ctx,
  seen: Observation,
  similar: Retrieved["similar"],
  ranked: Ranking["triage"],
): Promise<TriageSuggestion | null> {
  if (seen.isTriaged) return null;
  const sure = (Object.keys(ticketField) as TriageField[]).filter((field) => {
    const best = ranked[field]?.[0];
    return best && best.confidence >= leastConfidence[field] && isOpen(seen, ticketField[field], best.value);
  });
  const queues = sure.includes("queue") ? await queuesByKey(ctx) : new Map<string, NamedQueue>();
  const options = Object.fromEntries(
    sure.flatMap((field) => {
      const values = (ranked[field] ?? []).flatMap(({ value, confidence }): TriageOption[] => {
        const known = field === "queue" ? queues.get(value)?.id : value;
        return known === undefined ? [] : [{ value: known, confidence }];
      });
      // A queue that is gone by now is no proposal, and its runner-up was not the likeliest.
      const isFirstKnown = values[0]?.confidence === ranked[field]?.[0]?.confidence;
      return isFirstKnown ? [[ticketField[field], values]] : [];
    }),
  ) as Partial<Record<TicketField, TriageOption[]>>;
  const best = Object.values(options).flatMap((values) => values[0] ?? []);
  if (best.length === 0) return null;
  const triage = TriageFields.parse(
    Object.fromEntries(Object.entries(options).map(([field, values]) => [field, values[0]?.value])),
  );
  const queue = [...queues.values()].find(({ id }) => id === triage.queueId);
  const alike = similar.filter((past) => past.score >= leastSimilarity && hasSameTriage(past, triage));
  return {
    kind: "triage",
    text: triageWords(triage, queue?.name ?? null),
    payload: { triage, triageOptions: options },
    evidence: alike.slice(0, evidenceShown).map(({ ref, score }) => ({
      kind: "ticket",
      ref,
      title: `#${ref}`,
      excerpt: "",
      score: Math.min(1, score),
    })),
    why: reason(alike.length),
    confidence: Math.min(...best.map(({ confidence }) => confidence)),
    risk: 0,
  };
}

type NamedQueue = { id: number; name: string };

/** Nobody set the field, and the value would change it. A priority counts as set when whoever opened the ticket gave one. */
function isOpen({ ticket, timeline }: Observation, field: TicketField, value: string): boolean {
  const isSetByHand = timeline.some((event) => event.kind === "triage_change" && event.data.field === field);
  if (isSetByHand) return false;
  if (field !== "priority") return ticket[field] === null;
  const isGiven = timeline.some((event) => toldOf(event).opening?.priority !== undefined);
  return !isGiven && value !== ticket.priority && (priorities as readonly string[]).includes(value);
}

/** True when a past ticket agrees with every proposed field it says something about. */
function hasSameTriage(
  past: Retrieved["similar"][number],
  { queueId, category, service }: TriageFields,
): boolean {
  const pairs = [
    [past.queueId, queueId],
    [past.category, category],
    [past.service, service],
  ];
  const asked = pairs.filter(([, proposed]) => proposed !== undefined);
  return asked.length > 0 && asked.every(([triaged, proposed]) => triaged === proposed);
}

function reason(alike: number): string {
  if (alike === 0) return "Based on how similar closed tickets were triaged.";
  return `${alike} similar closed ${alike === 1 ? "ticket was" : "tickets were"} triaged like this.`;
}
