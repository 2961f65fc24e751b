/** What a brief is written of, and one line of it. */

import type { Customer, Ticket, TimelineEvent } from "#lib/tickets/model";
import type { SuggestionPayload } from "./model";

export type Brief = NonNullable<SuggestionPayload["brief"]>;

export type BriefLine = Brief["known"][number];

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
