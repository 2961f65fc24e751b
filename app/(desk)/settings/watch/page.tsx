/** Watch rules. */
import type { Metadata } from "next";
import { WatchRules } from "#components/watch/watch-rules";
import { queues } from "#lib/team/queries";
import { watchRules } from "#lib/watch/queries";
import { requireCtx } from "../../../session";
import { removeWatchRuleAction, saveWatchRuleAction, setWatchRuleStateAction } from "./actions";

export const metadata: Metadata = { title: "Watch rules" };

const actions = {
  save: saveWatchRuleAction,
  setState: setWatchRuleStateAction,
  remove: removeWatchRuleAction,
};

export default async function WatchPage() {
  const ctx = await requireCtx("policy.manage");
  const [rules, all] = await Promise.all([watchRules(ctx), queues(ctx)]);
  return <WatchRules rules={rules} queues={all.map(({ id, name }) => ({ id, name }))} actions={actions} />;
}
