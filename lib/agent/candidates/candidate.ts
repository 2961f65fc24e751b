/** A candidate: a possible next step on a ticket, in one type whichever source made it. */
import type { AbstainReason, GateRecord } from "#lib/policy/model";
import type { Engine } from "#lib/suggestions/model";
import { callWords } from "#lib/suggestions/rules";
import type { Origin, ProposedOf, ToolRequest } from "#lib/suggestions/step";
import type { Bar, Observation } from "../model";
import type { ModelRecord } from "../model-record";
import type { Source } from "../source";

/** What it carries beside its words: a call, a brief, where it moves the ticket. */
export type CandidateContent = ProposedOf<"reply" | "diagnostic" | "follow_up" | "escalation">;

export type Candidate = CandidateContent & {
  /** Names it among the candidates of its agent run. */
  id: string;
  text: string;
  /** What it rests on. */
  sources: Source[];
  /** Why it is proposed, in one line. */
  why: string;
  origin: Origin;
  /** Our estimate that it is the next step, where one of its kind is due. */
  probability: number;
  /** What closed tickets say of it; null where nothing was learned about it. */
  practice: Practice | null;
  /** What a written procedure says of it; null where none has it. */
  guidance: Guidance | null;
  /** Why it may not be said, however likely. */
  bar: Bar | null;
  author: Author;
};

export type Practice = {
  /** Its place among the replies that may be said, from 0; null for a call, and for what is barred. */
  place: number | null;
  /** How far it is believed: for the first reply the calibrated estimate. */
  probability: number;
  /** Closed tickets in which it was said or called. */
  support: number;
  /** The past replies or calls it was built from. */
  eventIds: readonly number[];
  /** Of a reply: share of its uses after which the ticket was closed. */
  ending: number;
  /** Of a call: chance of the least certain of its values, and how far they point to this tool. */
  sureness: number;
  specificity: number;
  /** Of a reply: what was taken out of it because no record of the ticket shows it. */
  unproven?: string;
  /** How much less the case's opening is like those before which it was done than is usual: log odds, from 0. */
  unlike: number;
};

export type Guidance = {
  source: Source;
  /** Its place among what the procedure has next, from 0. */
  place: number;
  /** Steps of the procedure that were done before, and closed tickets in which its tools were called. */
  done: number;
  closed: number;
  /** True for words with values of this ticket in them: they tell what was found, where others ask. */
  isFilled: boolean;
  /** Our estimate that it is taken, in [0, 1], until decisions show better. */
  probability: number;
};

/** Whose choice it is; `degraded` tells why the configured model did not make it. */
export type Author = {
  engine: Engine;
  model: string;
  degraded: string | null;
  /** What decisions say of a model; null for the apprentice, whose estimates are calibrated. */
  record?: ModelRecord;
};

export type Checked = { ok: true } | { ok: false; reason: AbstainReason; detail: string };

/** A candidate that was checked and put to the gate. */
export type Scored = Candidate & { checked: Checked; gate: GateRecord };

export const apprenticeModelId = "apprentice-1";
export const apprentice: Author = { engine: "apprentice", model: apprenticeModelId, degraded: null };

/** Two makers may think of one step: it is what it says, and a call says what it calls, with which arguments. */
export function isSameStep(
  left: Pick<Candidate, "kind" | "text">,
  right: Pick<Candidate, "kind" | "text">,
): boolean {
  return left.kind === right.kind && left.text.trim() === right.text.trim();
}

/** A call as a candidate: it rests on what caused the agent run, on the procedure that has it, and on past calls of its tool. */
export function callCandidate(
  call: ToolRequest,
  {
    trigger,
    past,
    ...made
  }: { trigger: Source; past: readonly Source[] } & Pick<
    Candidate,
    "id" | "origin" | "probability" | "practice" | "guidance"
  > &
    Partial<Pick<Candidate, "bar" | "author">>,
): Candidate {
  const { guidance, practice } = made;
  return {
    bar: null,
    author: apprentice,
    ...made,
    kind: "diagnostic",
    text: callWords(call),
    payload: { call },
    sources: [trigger, ...(guidance ? [guidance.source] : []), ...past],
    why: guidance
      ? nextIn(guidance)
      : practice && practice.eventIds.length > 0
        ? whyLearned(call)
        : whyCalled(call),
  };
}

/** Why a reply is proposed: where its procedure has it, and otherwise what it cites. */
export function whySaid(cited: readonly Source[], guidance: Guidance | null): string {
  const tickets = new Set(cited.filter(({ kind }) => kind === "ticket").map(({ ref }) => ref)).size;
  if (guidance && tickets === 0) return nextIn(guidance);
  const article = cited.find(({ kind }) => kind === "article");
  if (article && tickets === 0) return `The article “${article.title}” covers this.`;
  const past = `${tickets} closed ${tickets === 1 ? "ticket" : "tickets"}`;
  if (article) return `The article “${article.title}” and ${past} cover this.`;
  return tickets > 0 ? `Analysts answered like this in ${past}.` : "A diagnostic on this ticket answers it.";
}

function nextIn({ source }: Guidance): string {
  return `“${source.title}” has this as the next step.`;
}

function whyLearned({ action }: ToolRequest): string {
  return `Analysts ${action ? "did" : "looked"} this ${action ? "" : "up "}at this point before.`;
}

function whyCalled({ action }: ToolRequest): string {
  return action
    ? "The ticket and what was found on it call for this."
    : "Its result is needed for an answer.";
}

/** The event that caused the agent run, as evidence. */
export function triggerSource({ event, ticket }: Pick<Observation, "event" | "ticket">): Source {
  return {
    kind: "event",
    ref: event.id,
    title: ticket.subject,
    excerpt: event.body.slice(0, 240),
    score: 1,
    body: [event.body, JSON.stringify(event.data)].join("\n"),
    people: [],
    isInternal: false,
  };
}
