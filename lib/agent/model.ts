/** What the loop passes between its steps: what was observed, and the draft a model gave. */
import type { Engine, Evidence, SuggestionKind, SuggestionPayload } from "#lib/suggestions/model";
import type { Customer, Ticket, TimelineEvent } from "#lib/tickets/model";

/** Everything the agent may know about a ticket at one moment; `timeline` is ascending and ends at `upTo`. */
export type Observation = {
  ticket: Ticket;
  queueKey: string | null;
  customer: Customer | null;
  timeline: TimelineEvent[];
  /** Texts of earlier proposals on this ticket, newest first. */
  proposed: string[];
  upTo: number;
};

/** A candidate proposal, before it was checked. */
export type Draft = {
  kind: SuggestionKind;
  text: string;
  payload: SuggestionPayload;
  evidence: Evidence[];
  why: string;
  engine: Engine;
  model: string;
  degraded: string | null;
};
