/** What the loop passes between its steps: what was observed and retrieved. */
import type { Goodbyes } from "#lib/apprentice/acts/acts";
import type {
  CaseCustomer,
  DecisionFeedback,
  Proposal,
  ReplyCandidate,
  TriageValues,
} from "#lib/apprentice/model";
import type { PastTicket } from "#lib/knowledge/past-tickets";
import type { Evidence, Wanted } from "#lib/suggestions/model";
import type { Customer, Ticket, TimelineEvent } from "#lib/tickets/model";

/** Everything the agent may know about a ticket at one moment; `timeline` is ascending and ends at `upTo`. */
export type Observation = {
  ticket: Ticket;
  queueKey: string | null;
  /** Who has the ticket: replies are signed with it. */
  assigneeName: string | null;
  customer: Customer | null;
  timeline: TimelineEvent[];
  /** What the look is about: the event that caused it, or what waits for an answer because of it. */
  event: TimelineEvent;
  /** The event that caused the look. */
  trigger: number;
  /** Texts of earlier proposals on this ticket that an analyst has seen and dealt with, newest first. */
  proposed: string[];
  /** True when a triage proposal was already made. */
  isTriaged: boolean;
  /** True when the ticket was escalated already. */
  isHandedOver: boolean;
  upTo: number;
};

/** Something a draft may rest on, with its whole text: what is cited becomes `Evidence`. */
export type Source = Evidence & {
  body: string;
  /** Whom a past ticket was about: names that may not appear elsewhere. */
  people: string[];
  /** True for runbooks: they guide, customers do not read them. */
  isInternal: boolean;
  /** Of a past ticket: whose it was, and what analysts wrote on it. */
  ours?: { whose: string; text: string };
};

/** What the team knows that bears on the ticket, best first, and what the apprentice makes of it. */
export type Retrieved = {
  proposal: Proposal;
  sources: Source[];
  /** The closed tickets that resemble this one, each with its likeness, the most alike first. */
  similar: (PastTicket & { score: number })[];
  /** Articles, each once, with the score of the question it answers best: what a procedure is looked for in. */
  articles: Source[];
  /** How far a goodbye fits as the dialogue stands, and which texts say one while something is open. */
  goodbyes: Goodbyes;
  /** What ranks among the apprentice's replies and may not be said, the likeliest first. */
  barred: BarredReply[];
};

/** Why something is not said, in one sentence about “it”; `isAnswer` where an answer is owed all the same. */
export type Bar = { why: string; isAnswer: boolean };

/** A reply that may not be said: its place in the ranking, how far it would have been believed, and why it is not. */
export type BarredReply = ReplyCandidate & Bar & { rank: number; confidence: number };

/**
 * What a row of the teaching keeps beside the events, which never change; `features` are the gate's. A grade says
 * whether the card of a look was, or would have been, worth showing (no features: the gate had no say), and what should
 * have been said or run at that moment.
 */
export type TeachingFacts =
  | {
      kind: "case";
      subject: string;
      queue: string | null;
      assigneeId: string | null;
      assigneeName?: string | null;
      customer: CaseCustomer | null;
      closedAt: number;
      triage: TriageValues;
    }
  | {
      kind: "step";
      subject: string;
      queue: string | null;
      assigneeId: string | null;
      assigneeName?: string | null;
      customer: CaseCustomer | null;
    }
  | ({ kind: "decision"; queue: string | null; passages?: JudgedPassage[] } & DecisionFeedback)
  | {
      kind: "grade";
      queue: string | null;
      features: Record<string, number> | null;
      good: boolean;
      wanted?: MissedStep;
    };

/** What a judgement teaches. */
export type JudgementFacts = Extract<TeachingFacts, { kind: "decision" | "grade" }>;

/** True for a decision or a grade: what teaches when to speak. */
export function isJudgement(facts: TeachingFacts): facts is JudgementFacts {
  return facts.kind === "decision" || facts.kind === "grade";
}

/** What spoke for a cited passage, and whether the answer that cited it was taken or it was the wrong source. */
export type JudgedPassage = { arms: Record<string, number>; isRight: boolean };

/** A step that should have been taken after the event `eventId`, and whose ticket it was. */
export type MissedStep = {
  step: Wanted;
  eventId: number;
  subject: string;
  assigneeId: string | null;
  assigneeName?: string | null;
  customer: CaseCustomer | null;
};
