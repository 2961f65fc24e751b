/** Audit, change feed, live workers, the draft being written at this moment. */
import { sql } from "drizzle-orm";
import { bigint, customType, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { id, instant, ref } from "./columns";
import { seenWithSubject, seenWithTicket } from "./sight";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Who did what. Rows are written with the change and chained afterwards; only the chain columns are ever set. */
export const audit = pgTable(
  "audit",
  {
    id: id(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    before: jsonb("before").$type<Record<string, unknown> | null>(),
    after: jsonb("after").$type<Record<string, unknown> | null>(),
    /** Made as the row is written, with a key that is not in the database; null: from before there were seals. */
    seal: text("seal"),
    /** Place in the chain, the hash of the row before, and a keyed hash over both and this row. */
    sequence: bigint("sequence", { mode: "number" }).unique(),
    previousHash: text("previous_hash"),
    hash: text("hash"),
  },
  (table) => [
    seenWithSubject(table.entity, table.entityId),
    index("audit_entity").on(table.entity, table.entityId),
    index("audit_actor").on(table.actorId, table.id),
    index("audit_action").on(table.action, table.id),
    index("audit_unchained").on(table.id).where(sql`${table.sequence} is null`),
  ],
);

/**
 * What changed, for browsers to follow, by number. Whoever writes holds a lock until it has committed (`hold_feed`): readers
 * stop before it, so that a late commit is never skipped.
 */
export const change = pgTable(
  "change",
  {
    id: id(),
    transaction: xid8("transaction").notNull().default(sql`pg_current_xact_id()`),
    topic: text("topic").notNull(),
    ticketId: ref("ticket_id"),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    at: instant("at").notNull().defaultNow(),
  },
  (table) => [seenWithTicket(table.ticketId), index("change_order").on(table.transaction, table.id)],
);

/** What a person asked for, so that it is done once: kept by what follows from its key, with the answer only the key opens. */
export const request = pgTable(
  "request",
  {
    id: text("id").primaryKey(),
    /** A digest of the input. */
    said: text("said").notNull(),
    /** Written in the transaction that did it. */
    answer: text("answer"),
    at: instant("at").notNull(),
  },
  (table) => [index("request_at").on(table.at)],
);

/** A worker process and when it was last heard of; the sweeper resumes what a silent one held. */
export const executor = pgTable("executor", {
  id: text("id").primaryKey(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
});

/** The draft being written at this moment; unlogged, because a crash restarts the draft anyway. */
export const liveDraft = pgTable(
  "live_draft",
  {
    ticketId: ref("ticket_id").primaryKey(),
    eventId: ref("event_id").notNull(),
    text: text("text").notNull().default(""),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [seenWithTicket(table.ticketId)],
);
