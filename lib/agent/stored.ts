/** The ranking an agent run stores, so that the apprentice can be evaluated whatever was shown. */

import { proposeTriage } from "#lib/apprentice/engine";
import { triageFields } from "#lib/apprentice/model";
import type { Apprentice } from "#lib/apprentice/state";
import type { Ranking } from "#lib/suggestions/model";
import { kindOfCall } from "#lib/suggestions/rules";
import { callOf, type StoredCandidate, stepsOffered } from "#lib/suggestions/step";
import type { Candidate, Scored } from "./candidates/candidate";
import { firstByProcedure } from "./choose";
import { knownTexts, withoutForeign } from "./grounding";
import type { Observation, Retrieved } from "./model";

/**
 * What an agent run keeps of its candidates; what a procedure has next goes first where the draft would be that, and what
 * was chosen is among them. Triage is ranked while the customer is still saying what it is about.
 */
export function rankingOf(
  candidates: readonly Scored[],
  chosen: Scored | null,
  { seen, retrieved, engine }: { seen: Observation; retrieved: Retrieved; engine: Apprentice },
): Ranking {
  const { step, typedProbability } = retrieved.proposal;
  const first = firstByProcedure(candidates, retrieved);
  const ahead = first ? candidates.filter(({ guidance, checked }) => guidance && checked.ok) : [];
  const written = ahead.find(({ kind }) => kind === "reply");
  const learned = candidates.filter(({ kind, origin }) => kind === "reply" && origin === "template");
  const replies = [...(written ? [written] : []), ...learned.filter(({ id }) => id !== written?.id)];
  const isCall = ({ kind, practice }: Scored) => kind === "diagnostic" && practice !== null;
  const call = ahead.find(({ kind }) => kind === "diagnostic") ?? candidates.find(isCall);
  const kept = [...replies.slice(0, placeAfter(replies, stepsOffered)), ...(call ? [call] : [])];
  const isFirst = written !== undefined && written.id === first?.id;
  return {
    step: first ? (first.kind === "reply" ? "reply" : "tool") : step.kind,
    candidates: withChosen(kept, chosen).map((one) => ({
      ...stored(one),
      text: ofThisTicket(one.text, one, seen, retrieved),
      ...barredAs(one, seen, retrieved),
    })),
    confidence: isFirst ? first.probability : (learned[0]?.practice?.probability ?? 0),
    typedProbability,
    triage: isBeginning(seen) ? triageRanking(engine, seen) : {},
  };
}

/** A candidate without what only its agent run needs. */
export function stored(candidate: Candidate): StoredCandidate {
  const { id, text, origin, probability, practice } = candidate;
  const call = callOf(candidate);
  return {
    id,
    text,
    ...(call ? { kind: kindOfCall(call), call } : { kind: "reply" }),
    origin,
    probability,
    eventIds: [...(practice?.eventIds ?? [])],
  };
}

/** The chosen candidate gets the gate's probability; where it was not among the others, it comes last. */
function withChosen(kept: readonly Scored[], chosen: Scored | null): Scored[] {
  if (!chosen) return [...kept];
  const own = { ...chosen, probability: chosen.gate.probability };
  const place = kept.findIndex(({ id }) => id === chosen.id);
  return place < 0 ? [...kept, own] : kept.with(place, own);
}

/** Why it may not be shown: what bars it, or the check it did not pass. */
function barredAs(one: Scored, seen: Observation, retrieved: Retrieved): Pick<StoredCandidate, "barred"> {
  const why = one.bar?.why ?? (one.checked.ok ? null : one.checked.detail);
  return why === null ? {} : { barred: ofThisTicket(why, one, seen, retrieved) };
}

/** Removes from a reply what belongs to the ticket it was learnt on. */
function ofThisTicket(text: string, of: Candidate, seen: Observation, { sources }: Retrieved): string {
  const own = of.sources.filter(({ kind }) => kind === "ticket");
  const facts = sources.filter(({ kind }) => kind !== "ticket");
  const people = own.flatMap((source) => source.people);
  return withoutForeign(text, knownTexts([...own, ...facts], seen), people);
}

/** The place behind so many replies that may be said. */
function placeAfter(replies: readonly Scored[], count: number): number {
  let left = count;
  const place = replies.findIndex(({ bar, checked }) => bar === null && checked.ok && left-- === 1);
  return place < 0 ? replies.length : place + 1;
}

/** Customer turns within which a ticket is triaged. */
const turnsOfTriage = 3;

function isBeginning({ event, timeline }: Observation): boolean {
  const turns = timeline.filter(({ kind }) => kind === "customer_message").length;
  return event.kind === "alert_firing" || (event.kind === "customer_message" && turns <= turnsOfTriage);
}

/** Values of each triage field, ranked. A value seen in few closed tickets is trusted little, however alone it stands. */
function triageRanking(engine: Apprentice, seen: Observation): Ranking["triage"] {
  const ranked = proposeTriage(engine, seen.case);
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
