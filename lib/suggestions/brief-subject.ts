/** The input a hand-over brief is drawn from. */

import type { TimelineEvent } from "#lib/tickets/event";
import type { Customer, Ticket } from "#lib/tickets/model";

/** What a brief is drawn from; `timeline` is ascending. */
export type BriefSubject = {
  ticket: Pick<Ticket, "subject">;
  customer: Pick<Customer, "name" | "company" | "plan"> | null;
  timeline: readonly TimelineEvent[];
  /** Runbooks that fit, with the step each has next. */
  runbooks: readonly { title: string; next: string | null }[];
  /** Why the case is handed over: what it names already is not said again. */
  why: string;
};
