/** What the apprentice would do next, in the shape a look is stored with: for judging it where something else was said. */
import type { Candidates } from "#lib/suggestions/model";
import { type Apprentice, proposeTriage } from "./apprentice/engine";
import type { Observation, Retrieved } from "./model";
import { caseOf } from "./observe";

/** Replies kept of one look: what the card could have offered. */
const repliesKept = 3;

/** The candidates of one look. Triage is ranked while the customer is still saying what it is about. */
export function candidatesOf(seen: Observation, { proposal }: Retrieved, engine: Apprentice): Candidates {
  const { step, replies, tool, confidence, typedProbability } = proposal;
  return {
    step: step.kind,
    replies: replies
      .slice(0, repliesKept)
      .map(({ text, probability, sourceEventIds }) => ({ text, probability, eventIds: sourceEventIds })),
    call: tool && {
      tool: tool.tool,
      arguments: tool.arguments,
      probability: tool.probability,
      eventIds: tool.sourceEventIds,
    },
    confidence,
    typedProbability,
    triage: isBeginning(seen) ? proposeTriage(engine, caseOf(seen)) : {},
  };
}

/** Customer turns within which a ticket is filed. */
const turnsOfTriage = 3;

function isBeginning({ event, timeline }: Observation): boolean {
  const turns = timeline.filter(({ kind }) => kind === "customer_message").length;
  return event.kind === "customer_message" && turns <= turnsOfTriage;
}
