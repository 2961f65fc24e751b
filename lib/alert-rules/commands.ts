/** What leads decide about proposed alerting rules. */
import { eq } from "drizzle-orm";
import { ruleProposal } from "#db/schema/alert-rules";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { AcceptRuleInput, changedRule, EditRuleInput, RejectRuleInput, ruleName } from "./model";

/** The rule is taken as it is proposed, and stands in the files from now on. */
export const acceptRule = command(
  "policy.manage",
  AcceptRuleInput,
  async (tx, { proposalId }): Promise<void> => {
    const { proposed } = await openProposal(tx, proposalId);
    await decide(tx, proposalId, { state: "accepted" });
    await recordAudit(tx, { ...entry(proposalId, "accept"), after: { name: ruleName(proposed) } });
  },
);

/** The rule is taken with changes. `invalid` where they do not fit its kind. */
export const editRule = command(
  "policy.manage",
  EditRuleInput,
  async (tx, { proposalId, ...change }): Promise<void> => {
    const { proposed } = await openProposal(tx, proposalId);
    const decided = changedRule(proposed, change);
    if (!decided) throw new AppError("invalid", "These changes do not fit this rule.");
    await decide(tx, proposalId, { state: "edited", decided });
    await recordAudit(tx, {
      ...entry(proposalId, "edit"),
      before: { name: ruleName(proposed), ...proposed },
      after: { name: ruleName(proposed), ...decided },
    });
  },
);

/** The rule is not wanted; it is asked again when three times as much speaks for it. */
export const rejectRule = command(
  "policy.manage",
  RejectRuleInput,
  async (tx, { proposalId, reason }): Promise<void> => {
    const { proposed } = await openProposal(tx, proposalId);
    await decide(tx, proposalId, { state: "rejected", reason });
    await recordAudit(tx, { ...entry(proposalId, "reject"), after: { name: ruleName(proposed), reason } });
  },
);

async function openProposal(tx: Ctx, id: number) {
  const [row] = await tx.db.select().from(ruleProposal).where(eq(ruleProposal.id, id)).for("update");
  if (!row) throw new AppError("not_found", `There is no rule proposal ${id}.`);
  if (row.state !== "open") throw new AppError("conflict", "This proposal has been decided already.");
  return row;
}

async function decide(
  tx: Ctx,
  id: number,
  decision: Partial<typeof ruleProposal.$inferInsert>,
): Promise<void> {
  await tx.db
    .update(ruleProposal)
    .set({ ...decision, decidedAt: tx.now(), decidedBy: tx.actor.name, decidedById: tx.actor.id })
    .where(eq(ruleProposal.id, id));
}

function entry<Verb extends "accept" | "edit" | "reject">(entityId: number, verb: Verb) {
  return { action: `rule_proposal.${verb}` as const, entity: "rule_proposal" as const, entityId };
}
