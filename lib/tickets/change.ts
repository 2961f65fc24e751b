/** What one transaction did to a ticket. */
import type { ticket, ticketEvent } from "#db/schema/index";

/** A ticket's row, locked by the transaction that holds it. */
export type LockedTicket = typeof ticket.$inferSelect;

/** An event as it stands on the timeline. */
export type WrittenEvent = Pick<
  typeof ticketEvent.$inferSelect,
  "id" | "ticketId" | "source" | "externalId" | "kind" | "at" | "body" | "data"
>;

/** What some events, in order, made of a ticket; `before` is null when they opened it, `opened` is then its row. */
export type TicketChange = {
  before: LockedTicket | null;
  after: LockedTicket;
  events: WrittenEvent[];
  opened?: LockedTicket;
};
