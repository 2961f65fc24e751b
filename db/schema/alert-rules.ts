/** Proposals for alerting rules, and what was decided about them. */
import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import {
  type ProposedRule,
  type RuleEvidence,
  ruleProposalKinds,
  ruleProposalStates,
} from "#lib/alert-rules/model";
import { id, instant } from "./columns";

export const ruleProposal = pgTable(
  "rule_proposal",
  {
    id: id(),
    kind: text("kind", { enum: ruleProposalKinds }).notNull(),
    /** What it is about: one open proposal each. */
    subject: text("subject").notNull(),
    state: text("state", { enum: ruleProposalStates }).notNull().default("open"),
    proposed: jsonb("proposed").$type<ProposedRule>().notNull(),
    /** As it was accepted, where a person changed it. */
    decided: jsonb("decided").$type<ProposedRule>(),
    evidence: jsonb("evidence").$type<RuleEvidence>().notNull(),
    reason: text("reason"),
    proposedAt: instant("proposed_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    decidedById: text("decided_by_id"),
  },
  (table) => [
    uniqueIndex("rule_proposal_open").on(table.subject).where(sql`${table.state} = 'open'`),
    index("rule_proposal_subject").on(table.subject, table.id),
  ],
);
