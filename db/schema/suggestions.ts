/** Agent runs, proposals, decisions and the labels they become. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AbstainReason, GateRecord } from "#lib/policy/model";
import type { ContextTurn } from "#lib/suggestions/context-turn";
import {
  agentRunOutcomes,
  type DiffPart,
  type ExpectedAction,
  engines,
  grades,
  type Ranking,
  rejectReasonKeys,
  suggestionKinds,
  suggestionStatuses,
  verdicts,
} from "#lib/suggestions/model";
import type { Draft, Evidence, ProposalContent } from "#lib/suggestions/step";
import { id, instant, ref } from "./columns";
import { seenWithTicket } from "./sight";
import { ticket, ticketEvent } from "./tickets";

/** Every agent run on a ticket, whether it showed something or abstained. */
export const agentRun = pgTable(
  "agent_run",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    /** The event that caused it; one event is considered once, and a model's turn comes after that. */
    eventId: ref("event_id")
      .notNull()
      .references(() => ticketEvent.id),
    /** The run on the same event whose place it takes. */
    revises: ref("revises"),
    outcome: text("outcome", { enum: agentRunOutcomes }).notNull(),
    reason: text("reason").$type<AbstainReason>(),
    explanation: text("explanation").notNull(),
    gate: jsonb("gate").$type<GateRecord>(),
    /** What was chosen, by its id among the candidates: kept for evaluation, not shown where it abstained. */
    draft: jsonb("draft").$type<Draft>(),
    /** What could have been said or done: null where the agent did not get to think. */
    candidates: jsonb("candidates").$type<Ranking>(),
    engine: text("engine", { enum: engines }),
    model: text("model"),
    pipelineVersion: text("pipeline_version").notNull(),
    durationMs: real("duration_ms").notNull(),
    grade: text("grade", { enum: grades }),
    gradeNote: text("grade_note"),
    /** What it should have proposed instead of abstaining, by the grade. */
    expected: jsonb("expected").$type<ExpectedAction>(),
    gradedBy: text("graded_by"),
    gradedAt: instant("graded_at"),
    at: instant("at").notNull(),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("agent_run_ticket").on(table.ticketId, table.id),
    index("agent_run_at").on(table.at),
    index("agent_run_event").on(table.eventId),
    uniqueIndex("agent_run_once").on(table.eventId).where(sql`${table.revises} is null`),
    uniqueIndex("agent_run_revised_once").on(table.revises),
  ],
);

export const suggestion = pgTable(
  "suggestion",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    agentRunId: ref("agent_run_id")
      .notNull()
      .references(() => agentRun.id),
    kind: text("kind", { enum: suggestionKinds }).notNull(),
    status: text("status", { enum: suggestionStatuses }).notNull().default("open"),
    text: text("text").notNull(),
    payload: jsonb("payload").$type<ProposalContent["payload"]>().notNull().default({}),
    evidence: jsonb("evidence").$type<Evidence[]>().notNull().default([]),
    why: text("why").notNull(),
    confidence: real("confidence").notNull(),
    certified: boolean("certified").notNull().default(false),
    risk: integer("risk").notNull(),
    propensity: real("propensity").notNull(),
    pipelineVersion: text("pipeline_version").notNull(),
    engine: text("engine", { enum: engines }).notNull(),
    model: text("model").notNull(),
    degraded: text("degraded"),
    upToEventId: ref("up_to_event_id").notNull(),
    createdAt: instant("created_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    uniqueIndex("suggestion_once").on(table.agentRunId, table.kind),
    index("suggestion_ticket").on(table.ticketId, table.id),
    index("suggestion_open").on(table.ticketId).where(sql`${table.status} = 'open'`),
    index("suggestion_created").on(table.createdAt),
  ],
);

/** What an analyst made of a proposal. Append-only; an undo within the window is a row of its own. */
export const decision = pgTable(
  "decision",
  {
    id: id(),
    suggestionId: ref("suggestion_id")
      .notNull()
      .references(() => suggestion.id),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    verdict: text("verdict", { enum: verdicts }).notNull(),
    reason: text("reason", { enum: rejectReasonKeys }),
    note: text("note").notNull().default(""),
    finalText: text("final_text"),
    /** Which of the other steps on the card was taken, from 0; null for the first one. */
    alternative: integer("alternative"),
    /** The event the decision put on the timeline, when it did. */
    eventId: ref("event_id"),
    mutationId: text("mutation_id").notNull().unique(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull(),
    undoneAt: instant("undone_at"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    // One decision that was not undone per proposal: the loser of a race is refused by the database itself.
    uniqueIndex("decision_active").on(table.suggestionId).where(sql`${table.undoneAt} is null`),
    index("decision_at").on(table.decidedAt),
  ],
);

/** A decision as a labelled example, complete in itself: what was seen, said, changed, and how it was sampled. */
export const label = pgTable(
  "label",
  {
    id: id(),
    decisionId: ref("decision_id")
      .notNull()
      .references(() => decision.id)
      .unique(),
    suggestionId: ref("suggestion_id").notNull(),
    ticketId: ref("ticket_id").notNull(),
    kind: text("kind", { enum: suggestionKinds }).notNull(),
    verdict: text("verdict", { enum: verdicts }).notNull(),
    reason: text("reason", { enum: rejectReasonKeys }),
    /** Redacted conversation as the model saw it. */
    context: jsonb("context").$type<ContextTurn[]>().notNull(),
    proposalText: text("proposal_text").notNull(),
    finalText: text("final_text"),
    /** Which of the other steps on the card was taken, from 0; null for the first one. */
    alternative: integer("alternative"),
    diff: jsonb("diff").$type<DiffPart[]>().notNull(),
    /** Levenshtein distance in characters, and 1 − distance / longer length. */
    editDistance: integer("edit_distance"),
    similarity: real("similarity"),
    /** The edit changed more than greeting, signature, case, spacing or punctuation. */
    isSubstantive: boolean("is_substantive").notNull().default(false),
    timeToDecideMs: integer("time_to_decide_ms").notNull(),
    evidence: jsonb("evidence").$type<Evidence[]>().notNull(),
    confidence: real("confidence").notNull(),
    propensity: real("propensity").notNull(),
    pipelineVersion: text("pipeline_version").notNull(),
    engine: text("engine", { enum: engines }).notNull(),
    model: text("model").notNull(),
    gate: jsonb("gate").$type<GateRecord>(),
    analystId: text("analyst_id").notNull(),
    createdAt: instant("created_at").notNull(),
    retractedAt: instant("retracted_at"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("label_created")
      .on(table.createdAt, table.verdict, table.editDistance, table.timeToDecideMs)
      .where(sql`${table.retractedAt} is null`),
    index("label_ticket").on(table.ticketId),
  ],
);
