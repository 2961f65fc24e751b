/** Proposed alerting rules. */
import type { Metadata } from "next";
import { RuleBoard } from "#components/alert-rules/rule-board";
import { blindSpots, decisionsOf, ruleProposals } from "#lib/alert-rules/queries";
import { kindRecords } from "#lib/alert-rules/teaching";
import { tryRule } from "#lib/alert-rules/trial";
import { roleMay } from "#lib/platform/rules";
import { requireCtx } from "../../../session";
import { acceptRuleAction, editRuleAction, rejectRuleAction } from "./actions";

export const metadata: Metadata = { title: "Rule proposals" };

const actions = { accept: acceptRuleAction, edit: editRuleAction, reject: rejectRuleAction };

export default async function RuleProposalsPage() {
  const ctx = await requireCtx("desk.read");
  const [{ open, decided }, blind, decisions] = await Promise.all([
    ruleProposals(ctx),
    blindSpots(ctx),
    decisionsOf(ctx),
  ]);
  const tried = await Promise.all(
    open.map(async (proposal) => ({ proposal, trial: await tryRule(ctx, proposal.rule) })),
  );
  return (
    <RuleBoard
      open={tried}
      decided={decided}
      records={kindRecords(decisions, ctx.now())}
      blind={blind}
      actions={roleMay(ctx.actor.role, "policy.manage") ? actions : null}
    />
  );
}
