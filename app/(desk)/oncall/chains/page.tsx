/** Escalation chains, and what calls which. */
import type { Metadata } from "next";
import { ChainScreen } from "#components/oncall/chain-screen";
import { chains, pageRules, schedules } from "#lib/oncall/queries";
import { requireCtx } from "../../../session";
import { removeChainAction, saveChainAction, setPageRulesAction } from "../actions";

export const metadata: Metadata = { title: "Escalation" };
const actions = { save: saveChainAction, remove: removeChainAction, setRules: setPageRulesAction };

export default async function ChainsPage() {
  const ctx = await requireCtx();
  const [all, rules, targets] = await Promise.all([chains(ctx), pageRules(ctx), schedules(ctx)]);
  return (
    <ChainScreen
      chains={all}
      rules={rules}
      schedules={targets.map(({ id, name }) => ({ id, name }))}
      actions={actions}
    />
  );
}
