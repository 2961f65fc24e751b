/** Investigations: what the agent looked up by itself, and what it makes of a case. */
import { boolean, index, integer, jsonb, pgTable, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import {
  hypothesisSources,
  hypothesisStatuses,
  investigationGrades,
  investigationOutcomes,
  type KeptEvidence,
  type Mark,
} from "#lib/investigation/model";
import { id, instant, ref } from "./columns";
import { ticketQuestion } from "./questions";
import { seenWith, seenWithTicket } from "./sight";
import { agentRun } from "./suggestions";
import { ticket, ticketEvent } from "./tickets";

/** One a case, from the first time something was looked up or held to be possible. */
export const investigation = pgTable(
  "investigation",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .unique()
      .references(() => ticket.id),
    startedAt: instant("started_at").notNull(),
    /** What it came to at the last run; null before. */
    outcome: text("outcome", { enum: investigationOutcomes }),
    text: text("text").notNull().default(""),
    confidence: real("confidence").notNull().default(0),
    assessedAt: instant("assessed_at"),
    /** How it compares with what resolved the case. */
    grade: text("grade", { enum: investigationGrades }),
    /** `rule`, `model`, or the person. */
    gradedBy: text("graded_by"),
    gradedAt: instant("graded_at"),
  },
  (table) => [seenWithTicket(table.ticketId)],
);

/** Something the case may be, with what speaks for or against it. */
export const hypothesis = pgTable(
  "hypothesis",
  {
    id: id(),
    investigationId: ref("investigation_id")
      .notNull()
      .references(() => investigation.id),
    key: text("key").notNull(),
    tool: text("tool"),
    text: text("text").notNull(),
    status: text("status", { enum: hypothesisStatuses }).notNull(),
    confidence: real("confidence").notNull(),
    marks: jsonb("marks").$type<Mark[]>().notNull(),
    why: text("why").notNull(),
    tickets: jsonb("tickets").$type<number[]>().notNull(),
    isQuiet: boolean("is_quiet").notNull(),
    isBlocked: boolean("is_blocked").notNull(),
    source: text("source", { enum: hypothesisSources }).notNull(),
    place: integer("place").notNull(),
    /** What an analyst said of it; that stands, whatever is found. */
    saidStatus: text("said_status", { enum: hypothesisStatuses }),
    isStruck: boolean("is_struck").notNull().default(false),
    saidBy: text("said_by"),
    saidAt: instant("said_at"),
  },
  (table) => [
    seenWith("investigation", table.investigationId),
    uniqueIndex("hypothesis_once").on(table.investigationId, table.key),
  ],
);

/** Everything a run had before it, so that another version can be held against the same evidence. */
export const keptEvidence = pgTable(
  "kept_evidence",
  {
    agentRunId: ref("agent_run_id")
      .primaryKey()
      .references(() => agentRun.id),
    upToEventId: ref("up_to_event_id").notNull(),
    seen: jsonb("seen").$type<KeptEvidence>().notNull(),
  },
  (table) => [seenWith("agent_run", table.agentRunId)],
);

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
    /** The agent run that led to it; null where an analyst asked for another one. */
    agentRunId: ref("agent_run_id").references(() => agentRun.id),
    tool: text("tool").notNull(),
    cost: real("cost").notNull(),
    at: instant("at").notNull(),
    /** Who said that it was not needed. */
    notNeededBy: text("not_needed_by"),
    notNeededAt: instant("not_needed_at"),
  },
  (table) => [
    seenWith("investigation", table.investigationId),
    index("own_call_investigation").on(table.investigationId, table.eventId),
    // For the rate of a tool.
    index("own_call_tool").on(table.tool, table.at),
  ],
);

/** A look-up made for a question; what it found stays here. */
export const askedCall = pgTable(
  "asked_call",
  {
    id: id(),
    questionId: ref("question_id")
      .notNull()
      .references(() => ticketQuestion.id, { onDelete: "cascade" }),
    ticketId: ref("ticket_id").notNull(),
    tool: text("tool").notNull(),
    arguments: jsonb("arguments").$type<Record<string, unknown>>().notNull(),
    result: jsonb("result").$type<Record<string, unknown>>(),
    cost: real("cost").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    seenWith("ticket_question", table.questionId),
    index("asked_call_question").on(table.questionId, table.id),
    // For the rate of a tool, and the cost of a case.
    index("asked_call_tool").on(table.tool, table.at),
    index("asked_call_ticket").on(table.ticketId),
  ],
);
