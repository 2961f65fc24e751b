/** The source of replayed tickets: how their events are delivered, and by whom. */

import type { Actor, Ctx } from "#lib/platform/context";
import type { Suggestion } from "#lib/suggestions/model";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { ReplayStep, Tick } from "./wall-clock";

export type Origin = {
  /** The connector they go by. */
  source: string;
  /** The id a step or a close has outside. */
  keyOf: (tick: Tick) => string;
  /** A step that was not taken by a decision, as a connector brings it. */
  arrivalsOf: (step: ReplayStep) => InboundEventInput[];
  closeOf: (tick: Tick) => InboundEventInput;
  /** The person who takes a step, or closes the ticket. */
  analystOf: (tick: Tick) => Extract<Actor, { kind: "user" }>;
  /** What the analyst does about the ticket's fields after a step, given the triage that is proposed; ids of decisions. */
  file?: (tx: Ctx, step: ReplayStep, ticketId: number, triage: Suggestion | null) => Promise<number[]>;
};
