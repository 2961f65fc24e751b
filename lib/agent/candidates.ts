/** What the apprentice would do next, in the shape a look is stored with: for judging it where something else was said. */

import { proposeTriage } from "#lib/apprentice/engine";
import { triageFields } from "#lib/apprentice/model";
import type { Apprentice } from "#lib/apprentice/state";
import type { Candidates } from "#lib/suggestions/model";
import { knownTexts, withoutForeign } from "./grounding";
import type { Observation, Retrieved } from "./model";
import { caseOf } from "./observe";
import type { Withheld } from "./withheld";

/** Replies kept of one look: what the card could have offered. */
const repliesKept = 3;

/**
 * The candidates of one look; what a procedure has next goes first where the draft would be that. Triage is ranked while
 * the customer is still saying what it is about.
 */
export function candidatesOf(seen: Observation, retrieved: Retrieved, engine: Apprentice): Candidates {
  const { proposal } = retrieved;
  const { step, tool, typedProbability } = proposal;
  const first = retrieved.first?.step;
  const written = first ? retrieved.followed : [];
  const reply = written.find(({ kind }) => kind === "reply");
  const call = written.find(({ kind }) => kind === "diagnostic");
  const replies = [
    ...(reply ? [{ text: reply.text, probability: reply.probability, eventIds: [] }] : []),
    ...ranking(retrieved).filter(({ text }) => text !== reply?.text),
  ];
  const [likeliest] = retrieved.withheld;
  const confidence = likeliest?.rank === 0 ? likeliest.confidence : proposal.confidence;
  return {
    step: first ? (first.kind === "reply" ? "reply" : "tool") : step.kind,
    replies: replies.slice(0, placeAfter(replies, repliesKept)).map((one) => ({
      ...one,
      text: ofThisTicket(one.text, one, seen, retrieved),
      ...(one.withheld && { withheld: ofThisTicket(one.withheld, one, seen, retrieved) }),
    })),
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

/** What a reply took over from the ticket it was learnt on stays there. */
function ofThisTicket(
  text: string,
  { eventIds }: Candidates["replies"][number],
  seen: Observation,
  { sources }: Retrieved,
): string {
  const own = sources.filter(({ eventId }) => eventId !== undefined && eventIds.includes(eventId));
  const facts = sources.filter(({ kind }) => kind !== "ticket");
  const people = own.flatMap((source) => source.people);
  return withoutForeign(text, knownTexts([...own, ...facts], seen), people);
}

/** All replies as they rank, with those that may not be said. */
function ranking({ proposal, withheld }: Retrieved): Candidates["replies"] {
  const shown: Candidates["replies"] = proposal.replies.map(({ text, probability, sourceEventIds }) => ({
    text,
    probability,
    eventIds: sourceEventIds,
  }));
  return withheld.reduce((all, one) => all.toSpliced(one.rank, 0, asCandidate(one)), shown);
}

/** The place behind so many replies that may be said. */
function placeAfter(replies: Candidates["replies"], count: number): number {
  let left = count;
  const place = replies.findIndex(({ withheld }) => withheld === undefined && left-- === 1);
  return place < 0 ? replies.length : place + 1;
}

function asCandidate({ text, probability, eventIds, why }: Withheld): Candidates["replies"][number] {
  return { text, probability, eventIds, withheld: why };
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
