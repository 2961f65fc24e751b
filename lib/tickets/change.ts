/** What one transaction did to a ticket. */
import type { commitment } from "#db/schema/sla";
import type { ticket, ticketEvent } from "#db/schema/tickets";
import type { Clock } from "#lib/sla/model";
import type { EventContent } from "./event";

/** A ticket's row, locked by the transaction that holds it. */
export type LockedTicket = typeof ticket.$inferSelect;

/** An event as it stands on the timeline. */
export type WrittenEvent = EventContent &
  Pick<
    typeof ticketEvent.$inferSelect,
    "id" | "ticketId" | "source" | "externalId" | "at" | "body" | "actorId" | "actorName"
  >;

/** What some events, in order, made of a ticket; `before` is null when they opened it, `opened` is then its row. */
export type TicketChange = {
  before: LockedTicket | null;
  after: LockedTicket;
  events: WrittenEvent[];
  opened?: LockedTicket;
  /** What they made of its clocks and promises. */
  beside?: { before: Beside; after: Beside };
};

export type KeptCommitment = typeof commitment.$inferSelect;

/** A promise that is not written down yet. */
export type NewCommitment = Omit<KeptCommitment, "id">;

/** What stands beside a ticket and goes on with it: its clocks and what was promised. */
export type Beside = { clocks: Clock[]; commitments: (KeptCommitment | NewCommitment)[] };
