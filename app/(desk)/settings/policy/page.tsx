/** The rules by which the agent proposes something. */
import type { Metadata } from "next";
import { LinkHostsForm } from "#components/settings/link-hosts-form";
import { PolicyForm } from "#components/settings/policy-form";
import { heldBack } from "#lib/agent/held-back";
import { readSetting } from "#lib/settings/queries";
import { queues } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import { writePolicyAction } from "./actions";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  const ctx = await requireCtx("policy.manage");
  const [exploration, attention, tokens, certainty, turns, all, held, links] = await Promise.all([
    readSetting(ctx, "policy.exploration"),
    readSetting(ctx, "policy.attention"),
    readSetting(ctx, "policy.tokens"),
    readSetting(ctx, "policy.certainty"),
    readSetting(ctx, "policy.turns"),
    queues(ctx),
    heldBack(ctx),
    readSetting(ctx, "knowledge.links"),
  ]);
  return (
    <>
      <PolicyForm
        exploration={exploration}
        attention={attention}
        tokens={tokens}
        held={held}
        certainty={certainty}
        turns={turns}
        queues={all}
        write={writePolicyAction}
      />
      <LinkHostsForm links={links} write={writePolicyAction} />
    </>
  );
}
