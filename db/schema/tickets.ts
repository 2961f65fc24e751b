/** Tickets, their append-only timeline, the counters of the badges. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { priorities } from "#lib/sla/model";
import type { EventData } from "#lib/tickets/event";
import {
  actorKinds,
  agentStates,
  deliveryStatuses,
  dueReasonKeys,
  eventKinds,
  followUpReasons,
  ticketKinds,
  ticketStatuses,
} from "#lib/tickets/model";
import { activities } from "#lib/tickets/rules";
import { bytea, id, instant, ref, tsvector } from "./columns";
import { customer } from "./customers";
import { seenUnlessHidden, seenWithTicket } from "./sight";
import { queue, user } from "./team";

export const ticket = pgTable(
  "ticket",
  {
    id: id(),
    source: text("source").notNull(),
    externalId: text("external_id"),
    kind: text("kind", { enum: ticketKinds }).notNull().default("request"),
    subject: text("subject").notNull(),
    /** First words of the newest message, for the list. */
    snippet: text("snippet").notNull().default(""),
    status: text("status", { enum: ticketStatuses }).notNull().default("new"),
    priority: text("priority", { enum: priorities }).notNull().default("normal"),
    queueId: ref("queue_id").references(() => queue.id),
    category: text("category"),
    service: text("service"),
    assigneeId: text("assignee_id").references(() => user.id),
    /** Who asks; where customers were merged, the one whose card stands for all. */
    customerId: ref("customer_id").references(() => customer.id),
    /** Who asks as the sender knows them: what an undo of a merge goes by. */
    contactId: ref("contact_id"),
    agentState: text("agent_state", { enum: agentStates }).notNull().default("none"),
    /** Raised by every change a person makes; a decision or move on an older one is refused. */
    version: integer("version").notNull().default(1),
    openedAt: instant("opened_at").notNull(),
    lastEventAt: instant("last_event_at").notNull(),
    lastCustomerAt: instant("last_customer_at"),
    firstReplyAt: instant("first_reply_at"),
    solvedAt: instant("solved_at"),
    closedAt: instant("closed_at"),
    dueAt: instant("due_at"),
    dueReason: text("due_reason", { enum: dueReasonKeys }),
    followUpAt: instant("follow_up_at"),
    followUpReason: text("follow_up_reason", { enum: followUpReasons }),
    /** When something of it is to be done next: a warning, a breach, a follow-up. The one thing the timers' poll reads. */
    ringsAt: instant("rings_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    seenUnlessHidden(table.queueId),
    uniqueIndex("ticket_external").on(table.source, table.externalId),
    // The inbox walks these backwards, so that a page costs the same wherever it starts.
    index("ticket_waiting")
      .on(table.lastEventAt, table.id)
      .where(sql`${table.status} in ('waiting','on_hold')`),
    index("ticket_ours").on(table.lastEventAt, table.id).where(sql`${table.status} in ('new','open')`),
    index("ticket_active_age")
      .on(table.openedAt, table.id)
      .where(sql`${table.status} in ('new','open','waiting','on_hold')`),
    index("ticket_active_due")
      .on(table.dueAt, table.id)
      .where(sql`${table.status} in ('new','open','waiting','on_hold')`),
    index("ticket_finished")
      .on(table.lastEventAt, table.id)
      .where(sql`${table.status} in ('solved','closed')`),
    index("ticket_active")
      .on(table.lastEventAt, table.id)
      .where(sql`${table.status} in ('new','open','waiting','on_hold')`),
    index("ticket_active_queue")
      .on(table.queueId, table.lastEventAt, table.id)
      .where(sql`${table.status} in ('new','open','waiting','on_hold')`),
    index("ticket_active_assignee")
      .on(table.assigneeId, table.lastEventAt, table.id)
      .where(sql`${table.status} in ('new','open','waiting','on_hold')`),
    index("ticket_proposed")
      .on(table.lastEventAt, table.id)
      .where(sql`${table.agentState} = 'proposed' and ${table.status} in ('new','open','waiting','on_hold')`),
    index("ticket_all").on(table.lastEventAt, table.id),
    index("ticket_customer").on(table.customerId, table.lastEventAt),
    // Analytics reads these alone, so that a month of figures does not touch the tickets themselves.
    index("ticket_opened").on(table.openedAt, table.queueId, table.kind, table.firstReplyAt),
    index("ticket_solved")
      .on(table.solvedAt, table.queueId, table.openedAt)
      .where(sql`${table.solvedAt} is not null`),
    index("ticket_closed").on(table.closedAt),
    index("ticket_rings").on(table.ringsAt, table.id).where(sql`${table.ringsAt} is not null`),
  ],
);

/** The words a ticket is found by. Apart from the ticket, whose row changes with every event. */
export const ticketSearch = pgTable(
  "ticket_search",
  {
    ticketId: ref("ticket_id")
      .primaryKey()
      .references(() => ticket.id),
    words: tsvector("words").notNull(),
  },
  (table) => [index("ticket_search_words").using("gin", table.words)],
);

export const ticketEvent = pgTable(
  "ticket_event",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    kind: text("kind", { enum: eventKinds }).notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: actorKinds }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    isPublic: boolean("is_public").notNull().default(false),
    body: text("body").notNull().default(""),
    data: jsonb("data").$type<EventData>().notNull().default({}),
    source: text("source").notNull(),
    externalId: text("external_id"),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    uniqueIndex("ticket_event_external").on(table.source, table.externalId),
    index("ticket_event_ticket").on(table.ticketId, table.id),
    index("ticket_event_recorded").on(table.recordedAt),
    // What each tool found, the newest.
    index("ticket_event_results")
      .on(sql`(${table.data} ->> 'tool')`, table.id)
      .where(sql`${table.kind} = 'tool_result'`),
    index("ticket_event_replies")
      .on(table.at, table.actorName, table.ticketId)
      .where(sql`${table.kind} = 'analyst_reply'`),
  ],
);

/** A file that came with a message of a ticket, as it was sent; the event describes it by its id. */
export const attachment = pgTable(
  "attachment",
  {
    id: text("id").primaryKey(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    name: text("name").notNull(),
    type: text("type").notNull(),
    content: bytea("content").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [seenWithTicket(table.ticketId), index("attachment_ticket").on(table.ticketId)],
);

/**
 * Badge counts, kept up to date with every ticket change, so that a badge never counts rows. A count is
 * the sum over its shards: concurrent transactions write to different ones and do not wait for each other.
 */
export const counter = pgTable(
  "counter",
  {
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    shard: integer("shard").notNull().default(0),
    value: integer("value").notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key, table.shard] })],
);

/**
 * A reply on its way out, once: after the undo window by the connector its ticket came by, or recorded
 * here when there is none to send it by.
 */
export const delivery = pgTable(
  "delivery",
  {
    id: id(),
    eventId: ref("event_id")
      .notNull()
      .references(() => ticketEvent.id)
      .unique(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    status: text("status", { enum: deliveryStatuses }).notNull().default("waiting"),
    /** The connector that takes it there; null when nothing does. */
    connectorId: text("connector_id"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    /** When it leaves, or is tried again. */
    dueAt: instant("due_at").notNull(),
    sentAt: instant("sent_at"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("delivery_ticket").on(table.ticketId),
    index("delivery_failed").on(table.ticketId).where(sql`${table.status} = 'failed'`),
  ],
);

/** Who looks at or types on a ticket now; a lease that lapses by itself. */
export const presence = pgTable(
  "presence",
  {
    ticketId: ref("ticket_id").notNull(),
    userId: text("user_id").notNull(),
    userName: text("user_name").notNull(),
    doing: text("doing", { enum: activities }).notNull().default("looking"),
    seenAt: instant("seen_at").notNull(),
  },
  (table) => [seenWithTicket(table.ticketId), primaryKey({ columns: [table.ticketId, table.userId] })],
);
