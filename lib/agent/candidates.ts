/** What the apprentice would do next, in the shape a look is stored with: for judging it where something else was said. */
import type { Candidates } from "#lib/suggestions/model";
import { proposeTriage } from "./apprentice/engine";
import { triageFields } from "./apprentice/model";
import type { Apprentice } from "./apprentice/state";
import type { Observation, Retrieved } from "./model";
import { caseOf } from "./observe";

/** Replies kept of one look: what the card could have offered. */
const repliesKept = 3;

/**
 * The candidates of one look; what a procedure has next goes first where the draft would be that. Triage is ranked while
 * the customer is still saying what it is about.
 */
export function candidatesOf(seen: Observation, retrieved: Retrieved, engine: Apprentice): Candidates {
  const { proposal } = retrieved;
  const { step, tool, confidence, typedProbability } = proposal;
  const first = retrieved.first?.step;
  const written = first ? retrieved.followed : [];
  const reply = written.find(({ kind }) => kind === "reply");
  const call = written.find(({ kind }) => kind === "diagnostic");
  const replies = [
    ...(reply ? [{ text: reply.text, probability: reply.probability, eventIds: [] }] : []),
    ...proposal.replies
      .filter(({ text }) => text !== reply?.text)
      .map(({ text, probability, sourceEventIds }) => ({ text, probability, eventIds: sourceEventIds })),
  ];
  return {
    step: first ? (first.kind === "reply" ? "reply" : "tool") : step.kind,
    replies: replies.slice(0, repliesKept),
    call: call?.call
      ? { ...call.call, probability: call.probability, eventIds: [] }
      : tool && {
          tool: tool.tool,
          arguments: tool.arguments,
          probability: tool.probability,
          eventIds: tool.sourceEventIds,
        },
    confidence: reply && reply === first ? (retrieved.first?.probability ?? 0) : confidence,
    typedProbability,
    triage: isBeginning(seen) ? filing(engine, seen) : {},
  };
}

/** Customer turns within which a ticket is filed. */
const turnsOfTriage = 3;

function isBeginning({ event, timeline }: Observation): boolean {
  const turns = timeline.filter(({ kind }) => kind === "customer_message").length;
  return event.kind === "alert_firing" || (event.kind === "customer_message" && turns <= turnsOfTriage);
}

/** Values of each triage field, ranked. A value seen in few closed tickets is trusted little, however alone it stands. */
function filing(engine: Apprentice, seen: Observation): Candidates["triage"] {
  const ranked = proposeTriage(engine, caseOf(seen));
  return Object.fromEntries(
    triageFields.flatMap((field) => {
      const values = ranked[field]?.map(({ value, confidence }) => {
        const count = engine.triage[field].values.get(value)?.count ?? 0;
        return { value, confidence: (confidence * count) / (count + 1) };
      });
      return values ? [[field, values]] : [];
    }),
  );
}
