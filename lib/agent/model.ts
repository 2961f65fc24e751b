/** The values the loop passes between its steps: the observation and what was retrieved. */

import type { Goodbyes } from "#lib/apprentice/acts/acts";
import type { Case, Proposal, ReplyCandidate } from "#lib/apprentice/model";
import type { OpenIncident } from "#lib/incidents/open-for";
import type { PastTicket } from "#lib/knowledge/past-tickets";
import type { TimelineEvent } from "#lib/tickets/event";
import type { Customer, Ticket } from "#lib/tickets/model";
import type { Source } from "./source";

/** What is read of a ticket at one moment; `timeline` is ascending and ends at `upTo`. */
export type Snapshot = {
  ticket: Ticket;
  queueKey: string | null;
  /** Who has the ticket: replies are signed with it. */
  assigneeName: string | null;
  customer: Customer | null;
  timeline: TimelineEvent[];
  /** What the run is about: the event that caused it, or what waits for an answer because of it. */
  event: TimelineEvent;
  /** The event that caused the run. */
  trigger: number;
  /** Texts of earlier proposals on this ticket that an analyst has seen and dealt with, newest first. */
  proposed: string[];
  /** True when a triage proposal was already made. */
  isTriaged: boolean;
  /** True when the ticket was escalated already. */
  isHandedOver: boolean;
  /** True when the ticket was escalated, and an analyst answered instead of taking it: nobody has it for good. */
  isAnsweredInstead: boolean;
  /** True while the ticket belongs to a confirmed major incident that is not over. */
  isInMajor: boolean;
  /** The incident that goes on at the service the ticket is about; null where none does. */
  openIncident: OpenIncident | null;
  upTo: number;
};

/** Everything the agent may know about a ticket at one moment: the snapshot, and what several steps of a run ask of it. */
export type Observation = Snapshot & {
  /** The ticket in the apprentice's terms. */
  case: Case;
  /** Whom the ticket is about, for keeping that from a model. */
  names: string[];
  /** What was said since the last reply, in the order it takes effect: what a draft has to answer. */
  unanswered: TimelineEvent[];
  /** The customer only thanks, or says that all is well, and nothing he said before waits for an answer. */
  isEnd: boolean;
  /** What is looked at is the result of a look-up that nobody asked for. */
  isUnaskedResult: boolean;
};

/** What the team knows that bears on the ticket, best first, and what the apprentice makes of it. */
export type Retrieved = {
  proposal: Proposal;
  sources: Source[];
  /** The closed tickets that resemble this one, each with its similarity, the most similar first. */
  similar: (PastTicket & { score: number })[];
  /** Articles, each once, with the score of the question it answers best: what a procedure is looked for in. */
  articles: Source[];
  /** How far a goodbye fits as the dialogue stands, and which texts say one while something is open. */
  goodbyes: Goodbyes;
  /** What ranks among the apprentice's replies and may not be said, the likeliest first. */
  barred: BarredReply[];
};

/** Why a reply is barred, in one sentence about “it”; `isAnswer` where the customer still needs an answer. */
export type Bar = { why: string; isAnswer: boolean };

/** A barred reply: its place in the ranking, the probability it would have had, and why it is barred. */
export type BarredReply = ReplyCandidate & Bar & { rank: number; confidence: number };
