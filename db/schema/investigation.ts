/** Investigations: what the agent looked up by itself, and what it makes of a case. */
import { index, pgTable, real, text } from "drizzle-orm/pg-core";
import { id, instant, ref } from "./columns";
import { consideration } from "./suggestions";
import { ticket, ticketEvent } from "./tickets";

/** One a case, from the first time something was looked up or held to be possible. */
export const investigation = pgTable("investigation", {
  id: id(),
  ticketId: ref("ticket_id")
    .notNull()
    .unique()
    .references(() => ticket.id),
  startedAt: instant("started_at").notNull(),
});

/** A call the agent made by itself. */
export const ownCall = pgTable(
  "own_call",
  {
    id: id(),
    investigationId: ref("investigation_id")
      .notNull()
      .references(() => investigation.id),
    /** The call on the timeline. */
    eventId: ref("event_id")
      .notNull()
      .references(() => ticketEvent.id)
      .unique(),
    /** The look that led to it; null where an analyst asked for another look. */
    considerationId: ref("consideration_id").references(() => consideration.id),
    tool: text("tool").notNull(),
    cost: real("cost").notNull(),
    at: instant("at").notNull(),
    /** Who said that it was not needed. */
    notNeededBy: text("not_needed_by"),
    notNeededAt: instant("not_needed_at"),
  },
  (table) => [
    index("own_call_investigation").on(table.investigationId, table.eventId),
    // For the rate of a tool.
    index("own_call_tool").on(table.tool, table.at),
  ],
);
