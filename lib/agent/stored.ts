/** What the apprentice would do next, in the shape a look is stored with: for judging it where something else was said. */

import { proposeTriage } from "#lib/apprentice/engine";
import { triageFields } from "#lib/apprentice/model";
import type { Apprentice } from "#lib/apprentice/state";
import type { Candidates as Stored } from "#lib/suggestions/model";
import type { Candidate, Scored } from "./candidates/candidate";
import { pastOf } from "./candidates/learned";
import { firstByProcedure } from "./choose";
import { knownTexts, withoutForeign } from "./grounding";
import type { Observation, Retrieved } from "./model";
import { caseOf } from "./observe";

/** Replies kept of one agent run: what the card could have offered. */
const repliesKept = 3;

/**
 * The candidates of one agent run; what a procedure has next goes first where the draft would be that. Triage is ranked
 * while the customer is still saying what it is about.
 */
export function storedCandidates(
  candidates: readonly Scored[],
  seen: Observation,
  retrieved: Retrieved,
  engine: Apprentice,
): Stored {
  const { step, typedProbability } = retrieved.proposal;
  const first = firstByProcedure(candidates, retrieved);
  const ahead = first ? candidates.filter(({ guidance, checked }) => guidance && checked.ok) : [];
  const written = ahead.find(({ kind }) => kind === "reply");
  const learned = candidates.filter(({ kind, origin }) => kind === "reply" && origin === "template");
  const replies = [...(written ? [written] : []), ...learned.filter(({ id }) => id !== written?.id)];
  const isCall = ({ kind, practice }: Scored) => kind === "diagnostic" && practice !== null;
  const call = ahead.find(({ kind }) => kind === "diagnostic") ?? candidates.find(isCall);
  const isFirst = written !== undefined && written.id === first?.id;
  return {
    step: first ? (first.kind === "reply" ? "reply" : "tool") : step.kind,
    replies: replies.slice(0, placeAfter(replies, repliesKept)).map((reply) => ({
      text: ofThisTicket(reply.text, reply, seen, retrieved),
      probability: reply.probability,
      eventIds: eventIdsOf(reply),
      ...(reply.bar && { withheld: ofThisTicket(reply.bar.why, reply, seen, retrieved) }),
    })),
    call: call?.payload.call
      ? { ...call.payload.call, probability: call.probability, eventIds: eventIdsOf(call) }
      : null,
    confidence: isFirst ? first.probability : (learned[0]?.practice?.probability ?? 0),
    typedProbability,
    triage: isBeginning(seen) ? filing(engine, seen) : {},
  };
}

/** What a reply took over from the ticket it was learnt on stays there. */
function ofThisTicket(text: string, of: Candidate, seen: Observation, { sources }: Retrieved): string {
  const own = pastOf(of.practice, sources);
  const facts = sources.filter(({ kind }) => kind !== "ticket");
  const people = own.flatMap((source) => source.people);
  return withoutForeign(text, knownTexts([...own, ...facts], seen), people);
}

function eventIdsOf({ practice }: Candidate): number[] {
  return [...(practice?.eventIds ?? [])];
}

/** The place behind so many replies that may be said. */
function placeAfter(replies: readonly Scored[], count: number): number {
  let left = count;
  const place = replies.findIndex(({ bar }) => bar === null && left-- === 1);
  return place < 0 ? replies.length : place + 1;
}

/** Customer turns within which a ticket is filed. */
const turnsOfTriage = 3;

function isBeginning({ event, timeline }: Observation): boolean {
  const turns = timeline.filter(({ kind }) => kind === "customer_message").length;
  return event.kind === "alert_firing" || (event.kind === "customer_message" && turns <= turnsOfTriage);
}

/** Values of each triage field, ranked. A value seen in few closed tickets is trusted little, however alone it stands. */
function filing(engine: Apprentice, seen: Observation): Stored["triage"] {
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
