/** Audit, change feed, settings, connectors, learned state, live workers. */
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { TrainingFacts } from "#lib/agent/training-example";
import { connectorKinds } from "#lib/connectors/model";
import { bytea, id, instant, ref } from "./columns";
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
 * What changed, for browsers to follow. Ordered by (transaction, id): readers stop at the oldest
 * transaction still running, so that a late commit is never skipped.
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

export const setting = pgTable("setting", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  version: integer("version").notNull().default(1),
  updatedBy: text("updated_by").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** A way in, and out again, with its signing secret, sealed with the installation's key. */
export const connector = pgTable("connector", {
  id: text("id").primaryKey(),
  kind: text("kind", { enum: connectorKinds }).notNull(),
  name: text("name").notNull(),
  secret: text("secret").notNull(),
  /** The secret before the last rotation, sealed too, and when it stops working. */
  previousSecret: text("previous_secret"),
  previousUntil: instant("previous_until"),
  queueId: ref("queue_id"),
  /** Where replies on its tickets are sent; null: nowhere. */
  outgoingUrl: text("outgoing_url"),
  /** What its kind is set up by: a mapping, or a list of topics. */
  setup: text("setup").notNull().default(""),
  enabled: boolean("enabled").notNull().default(true),
  createdAt: instant("created_at").notNull().defaultNow(),
});

/** What a model has learned, as bytes; `position` is the last event of the log it has seen. */
export const learnedState = pgTable("learned_state", {
  key: text("key").primaryKey(),
  version: integer("version").notNull(),
  position: ref("position").notNull().default(0),
  bytes: bytea("bytes").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/**
 * The training log, in order: a closed ticket up to an event, a step, or a judgement. A row keeps
 * what may change later, so that the same rows always make the same state.
 */
export const trainingExample = pgTable(
  "teaching",
  {
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    /** The last event of a closed ticket; null for anything else. */
    upToEventId: ref("up_to_event_id").unique(),
    /** The step an analyst took on a ticket that was still open. */
    stepEventId: ref("step_event_id").unique(),
    decisionId: ref("decision_id").unique(),
    /** The look that was graded. */
    agentRunId: ref("consideration_id"),
    /** The example of an earlier grade that this one replaces; each is replaced once. */
    replaces: ref("replaces").unique(),
    facts: jsonb("facts").$type<TrainingFacts>().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("teaching_ticket").on(table.ticketId),
    uniqueIndex("teaching_grade").on(table.agentRunId).where(sql`${table.replaces} is null`),
  ],
);

/** A worker process and when it was last heard of; the sweeper resumes what a silent one held. */
export const executor = pgTable("executor", {
  id: text("id").primaryKey(),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
});
