/** The catalogue of actions, each run of one with its approvals, what came of it, and what it has earned. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { roles } from "#lib/platform/rules";
import type { StoredExecutionTool } from "#lib/remediation/catalogue/model";
import type { ObjectLook, ResultCheck } from "#lib/remediation/look-ups/model";
import {
  type ActionEffect,
  type ActionProvenance,
  actionKinds,
  approvalKinds,
  runStatuses,
  verificationStates,
  verificationWays,
} from "#lib/remediation/model";
import type { ToolArgument } from "#lib/tools/model";
import { id, instant, ref } from "./columns";
import { seenWith, seenWithTicket } from "./sight";
import { suggestion } from "./suggestions";
import { ticket, ticketEvent } from "./tickets";

/** An action of the catalogue; `secret` signs its requests, `bearer` goes with them, both by name. */
export const action = pgTable("action", {
  name: text("name").primaryKey(),
  description: text("description").notNull(),
  kind: text("kind", { enum: actionKinds }).notNull(),
  risk: integer("risk").notNull(),
  arguments: jsonb("arguments").$type<ToolArgument[]>().notNull(),
  /** The argument that names the object acted on. */
  target: text("target").notNull(),
  approver: text("approver", { enum: roles }).notNull(),
  url: text("url"),
  secret: text("secret"),
  bearer: text("bearer"),
  /** What a person does, for an action done by hand. */
  instructions: text("instructions").notNull().default(""),
  /** Seconds one request may take. */
  timeLimit: integer("time_limit").notNull(),
  canRollBack: boolean("can_roll_back").notNull(),
  /** The other side does the same key once, so that an unanswered request may be sent again. */
  keepsKeys: boolean("keeps_keys").notNull(),
  verification: text("verification", { enum: verificationWays }).notNull(),
  /** Seconds within which the signal must have told. */
  verifyWithin: integer("verify_within").notNull(),
  /** The look-up that shows the object beforehand, and the one that tells whether it helped. */
  look: jsonb("look").$type<ObjectLook | null>(),
  check: jsonb("check").$type<ResultCheck | null>(),
  /** The MCP tool that does it, with what was read of it. */
  mcp: jsonb("mcp").$type<StoredExecutionTool | null>(),
  enabled: boolean("enabled").notNull().default(true),
  /** Counts its changes: what was approved of an earlier one is void. */
  version: integer("version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
});

/** One run of an action on a ticket, from its dry run on. */
export const actionRun = pgTable(
  "action_run",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    suggestionId: ref("suggestion_id").references(() => suggestion.id),
    /** The call on the timeline, once somebody has approved it. */
    eventId: ref("event_id").references(() => ticketEvent.id),
    action: text("action")
      .notNull()
      .references(() => action.name),
    version: integer("version").notNull(),
    risk: integer("risk").notNull(),
    /** What the ticket was filed under when it was approved. */
    category: text("category").notNull(),
    arguments: jsonb("arguments").$type<Record<string, unknown>>().notNull(),
    provenance: jsonb("provenance").$type<ActionProvenance[]>().notNull(),
    argumentsDigest: text("arguments_digest").notNull(),
    effect: jsonb("effect").$type<ActionEffect>().notNull(),
    effectDigest: text("effect_digest").notNull(),
    status: text("status", { enum: runStatuses }).notNull().default("prepared"),
    /** Why it ended as it did, in a sentence. */
    reason: text("reason").notNull().default(""),
    idempotencyKey: text("idempotency_key").notNull().unique(),
    preparedBy: text("prepared_by").notNull(),
    preparedAt: instant("prepared_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** When the effect was asked for, just before it was. */
    startedAt: instant("started_at"),
    executedAt: instant("executed_at"),
    result: jsonb("result").$type<Record<string, unknown> | null>(),
    verification: text("verification", { enum: verificationStates }),
    verifiedAt: instant("verified_at"),
    signal: jsonb("signal").$type<Record<string, unknown> | null>(),
    rollBackStartedAt: instant("roll_back_started_at"),
    /** When rolling back was asked for of the other side, just before it was. */
    rollBackAskedAt: instant("roll_back_asked_at"),
    rolledBackAt: instant("rolled_back_at"),
    /** The ask that woke nobody up in time. */
    isEscalated: boolean("is_escalated").notNull().default(false),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("action_run_ticket").on(table.ticketId, table.id),
    index("action_run_open").on(table.id).where(sql`${table.status} in ('prepared', 'waiting', 'approved')`),
    index("action_run_suggestion").on(table.suggestionId),
    index("action_run_recent").on(table.preparedAt),
  ],
);

/** Whoever, or whatever, lets a run happen. Append-only. */
export const actionApproval = pgTable(
  "action_approval",
  {
    id: id(),
    runId: ref("run_id")
      .notNull()
      .references(() => actionRun.id),
    kind: text("kind", { enum: approvalKinds }).notNull(),
    userId: text("user_id"),
    certificateId: ref("certificate_id").references(() => actionCertificate.id),
    argumentsDigest: text("arguments_digest").notNull(),
    effectDigest: text("effect_digest").notNull(),
    /** What was typed to confirm: the target, and values that came from the customer's text. */
    typed: jsonb("typed").$type<Record<string, string>>().notNull().default({}),
    at: instant("at").notNull(),
  },
  (table) => [
    seenWith("action_run", table.runId),
    uniqueIndex("action_approval_once").on(table.runId, table.kind, table.userId),
  ],
);

/** What a run came to, as evidence; each run is one piece, once. */
export const actionOutcome = pgTable(
  "action_outcome",
  {
    runId: ref("run_id")
      .primaryKey()
      .references(() => actionRun.id),
    action: text("action").notNull(),
    category: text("category").notNull(),
    isWrong: boolean("is_wrong").notNull(),
    why: text("why").notNull(),
    at: instant("at").notNull(),
    /** When a right one counts: not before the trouble had time to come back. */
    settlesAt: instant("settles_at").notNull(),
  },
  (table) => [
    seenWith("action_run", table.runId),
    index("action_outcome_scope").on(table.action, table.category),
  ],
);

/** That an action may run by itself on tickets of a category: asked for by one person, confirmed by another. */
export const actionCertificate = pgTable(
  "action_certificate",
  {
    id: id(),
    action: text("action")
      .notNull()
      .references(() => action.name),
    category: text("category").notNull(),
    version: integer("version").notNull(),
    /** Wrong runs stay below this share, at this level, by so many runs. */
    bound: real("bound").notNull(),
    level: real("level").notNull(),
    runs: integer("runs").notNull(),
    wrong: integer("wrong").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    confirmedBy: text("confirmed_by"),
    confirmedAt: instant("confirmed_at"),
    endedAt: instant("ended_at"),
    endedBecause: text("ended_because"),
  },
  (table) => [
    uniqueIndex("action_certificate_active")
      .on(table.action, table.category)
      .where(sql`${table.endedAt} is null`),
  ],
);
