/** What the agent has learned, and the log it learns from. */
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { TrainingFacts } from "#lib/agent/training-example";
import { bytea, id, instant, ref } from "./columns";
import { seenWithTicket } from "./sight";

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
  "training_example",
  {
    id: id(),
    ticketId: ref("ticket_id").notNull(),
    /** The last event of a closed ticket; null for anything else. */
    upToEventId: ref("up_to_event_id").unique(),
    /** The step an analyst took on a ticket that was still open. */
    stepEventId: ref("step_event_id").unique(),
    decisionId: ref("decision_id").unique(),
    /** The agent run that was graded. */
    agentRunId: ref("agent_run_id"),
    /** The example of an earlier grade that this one replaces; each is replaced once. */
    replaces: ref("replaces").unique(),
    facts: jsonb("facts").$type<TrainingFacts>().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("training_example_ticket").on(table.ticketId),
    uniqueIndex("training_example_grade").on(table.agentRunId).where(sql`${table.replaces} is null`),
  ],
);
