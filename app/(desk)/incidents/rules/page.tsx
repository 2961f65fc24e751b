/** Proposed alerting rules. */
import type { Metadata } from "next";
import { RuleBoard } from "#components/alert-rules/rule-board";
import { acceptanceByKind } from "#lib/alert-rules/acceptance";
import { blindSpots, decisionsOf, ruleProposals } from "#lib/alert-rules/queries";
import { tryRules } from "#lib/alert-rules/trial";
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
  const trials = await tryRules(
    ctx,
    open.map(({ rule }) => rule),
  );
  return (
    <RuleBoard
      open={open.flatMap((proposal, place) => {
        const trial = trials[place];
        return trial ? [{ proposal, trial }] : [];
      })}
      decided={decided}
      acceptance={acceptanceByKind(decisions, ctx.now())}
      blind={blind}
      actions={roleMay(ctx.actor.role, "policy.manage") ? actions : null}
    />
  );
}
