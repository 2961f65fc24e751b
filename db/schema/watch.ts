/** Watch rules, each version of them, what they matched, and what they have looked at. */
import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { matchOutcomes, type RuleInput, ruleLevels, ruleStates } from "#lib/watch/model";
import { id, instant, ref } from "./columns";
import { seenWithTicket } from "./sight";
import { ticket } from "./tickets";

export const watchRule = pgTable("watch_rule", {
  id: id(),
  state: text("state", { enum: ruleStates }).notNull().default("shadow"),
  version: integer("version").notNull().default(1),
  rule: jsonb("rule").$type<RuleInput>().notNull(),
  since: instant("since").notNull(),
  removedAt: instant("removed_at"),
});

/** What a rule matched, as the rule was then: a change of the rule changes nothing here. */
export const watchMatch = pgTable(
  "watch_match",
  {
    id: id(),
    ruleId: ref("rule_id")
      .notNull()
      .references(() => watchRule.id),
    version: integer("version").notNull(),
    level: text("level", { enum: ruleLevels }).notNull(),
    /** It was in shadow: nothing came of it. */
    state: text("state", { enum: ruleStates }).notNull(),
    outcome: text("outcome", { enum: matchOutcomes }).notNull(),
    /** What is silenced together: the customer, or the service of an alert. */
    group: text("group").notNull(),
    ticketId: ref("ticket_id").references(() => ticket.id, { onDelete: "cascade" }),
    subject: text("subject").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    seenWithTicket(table.ticketId),
    index("watch_match_rule").on(table.ruleId, table.at),
    index("watch_match_ticket").on(table.ticketId),
  ],
);

/** Messages and alerts that were looked at: once each. */
export const watchSeen = pgTable(
  "watch_seen",
  {
    kind: text("kind", { enum: ["message", "alert"] }).notNull(),
    subjectId: bigint("subject_id", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subjectId] })],
);
