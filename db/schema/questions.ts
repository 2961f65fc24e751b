/** Questions analysts asked the agent on a ticket, with their answers and the look-ups made for them. */
import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { questionStatuses, type Statement } from "#lib/questions/model";
import type { SummaryPoints } from "#lib/suggestions/summary";
import { id, instant, ref } from "./columns";
import { seenWithTicket } from "./sight";
import { ticket } from "./tickets";

export const ticketQuestion = pgTable(
  "ticket_question",
  {
    id: id(),
    ticketId: ref("ticket_id")
      .notNull()
      .references(() => ticket.id),
    text: text("text").notNull(),
    status: text("status", { enum: questionStatuses }).notNull().default("waiting"),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    statements: jsonb("statements").$type<Statement[]>().notNull().default([]),
    growing: text("growing").notNull().default(""),
    engine: text("engine", { enum: ["apprentice", "llm"] }),
    model: text("model"),
    degraded: text("degraded"),
    /** SHA-256 of what the model was given; null without one. */
    promptHash: text("prompt_hash"),
    /** The newest event it was answered on. */
    upToEventId: ref("up_to_event_id"),
    answeredAt: instant("answered_at"),
    isHelpful: boolean("is_helpful"),
    judgedBy: text("judged_by"),
    judgedAt: instant("judged_at"),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("ticket_question_judged").on(table.judgedAt).where(sql`${table.isHelpful} is not null`),
    index("ticket_question_ticket").on(table.ticketId, table.id),
  ],
);

/** A model's summary of a ticket, as it stood at an event; null points where what it wrote rested on nothing. */
export const ticketSummary = pgTable(
  "ticket_summary",
  {
    ticketId: ref("ticket_id")
      .primaryKey()
      .references(() => ticket.id),
    upToEventId: ref("up_to_event_id").notNull(),
    points: jsonb("points").$type<SummaryPoints>(),
    model: text("model").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (table) => [seenWithTicket(table.ticketId)],
);
