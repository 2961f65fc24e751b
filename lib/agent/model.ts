/** What the loop passes between its steps: what was observed and retrieved, and the draft a model gave. */
import type {
  CaseCustomer,
  DecisionFeedback,
  NearestCase,
  Proposal,
  TriageValues,
} from "#lib/agent/apprentice/model";
import type { Passage } from "#lib/knowledge/model";
import type { Engine, Evidence, SuggestionKind, SuggestionPayload } from "#lib/suggestions/model";
import type { Customer, Ticket, TimelineEvent } from "#lib/tickets/model";

/** Everything the agent may know about a ticket at one moment; `timeline` is ascending and ends at `upTo`. */
export type Observation = {
  ticket: Ticket;
  queueKey: string | null;
  customer: Customer | null;
  timeline: TimelineEvent[];
  /** The event that caused the look. */
  event: TimelineEvent;
  /** Texts of earlier proposals on this ticket that an analyst has seen and dealt with, newest first. */
  proposed: string[];
  /** True when a triage proposal was already made. */
  isTriaged: boolean;
  upTo: number;
};

/** A past event of another ticket, with whom it was about. */
export type PastEvent = {
  eventId: number;
  ticketId: number;
  subject: string;
  body: string;
  customerName: string | null;
  company: string | null;
};

/** Something a draft may rest on, with its whole text: what is cited becomes `Evidence`. */
export type Source = Evidence & { body: string; people: string[] };

/** What the team knows that bears on the ticket; best first. */
export type Retrieved = {
  proposal: Proposal;
  passages: Passage[];
  nearest: NearestCase[];
  sources: Source[];
  /** Sources each of the apprentice's replies was built from, by the reply's template. */
  origins: Record<string, number[]>;
};

/** A candidate proposal, before it was checked. `sources` are the ones it cites. */
export type Draft = {
  kind: SuggestionKind;
  text: string;
  payload: SuggestionPayload;
  sources: Source[];
  why: string;
  engine: Engine;
  model: string;
  degraded: string | null;
};

/** What a row of the apprentice's teaching keeps beside the events, which never change. */
export type TeachingFacts =
  | {
      kind: "case";
      subject: string;
      queue: string | null;
      assigneeId: string | null;
      customer: CaseCustomer | null;
      closedAt: number;
      triage: TriageValues;
    }
  | ({ kind: "decision" } & DecisionFeedback);
