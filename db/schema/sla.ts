/** Clocks that run against service levels, and what analysts promised. */
import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { type Clock, clockKinds, commitmentStates } from "#lib/sla/model";
import { id, instant, ref } from "./columns";
import { seenWithTicket } from "./sight";
import { ticket, ticketEvent } from "./tickets";

/** A clock of a ticket, open or stopped; analytics counts these. */
export const slaClock = pgTable(
  "sla_clock",
  {
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    kind: text("kind", { enum: clockKinds }).notNull(),
    policy: text("policy").notNull(),
    targetMs: bigint("target_ms", { mode: "number" }).notNull(),
    startedAt: instant("started_at").notNull(),
    usedMs: bigint("used_ms", { mode: "number" }).notNull(),
    runningSince: instant("running_since"),
    dueAt: instant("due_at"),
    stoppedAt: instant("stopped_at"),
    breachedAt: instant("breached_at"),
    warned: integer("warned").$type<Clock["warned"]>().notNull(),
    nextAt: instant("next_at"),
  },
  (table) => [
    uniqueIndex("sla_clock_key").on(table.ticketId, table.kind, table.startedAt),
    index("sla_clock_started").on(table.startedAt, table.policy, table.kind),
    index("sla_clock_breached").on(table.breachedAt).where(sql`${table.breachedAt} is not null`),
    seenWithTicket(table.ticketId),
  ],
);

/** Something an analyst told a customer would happen by a time. */
export const commitment = pgTable(
  "commitment",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    /** The reply it was made in. */
    eventId: ref("event_id")
      .notNull()
      .references(() => ticketEvent.id),
    /** Whoever wrote the reply. */
    ownerId: text("owner_id"),
    ownerName: text("owner_name").notNull(),
    /** The sentence. */
    text: text("text").notNull(),
    madeAt: instant("made_at").notNull(),
    dueAt: instant("due_at").notNull(),
    state: text("state", { enum: commitmentStates }).notNull().default("open"),
    settledAt: instant("settled_at"),
    /** The event that kept it. */
    settledBy: ref("settled_by"),
    remindedAt: instant("reminded_at"),
  },
  (table) => [
    uniqueIndex("commitment_sentence").on(table.eventId, table.dueAt),
    index("commitment_ticket").on(table.ticketId),
    index("commitment_settled").on(table.madeAt, table.state),
    seenWithTicket(table.ticketId),
  ],
);
