/** The rules the agent speaks under. */
import type { Metadata } from "next";
import { PolicyForm } from "#components/settings/policy-form";
import { readSetting } from "#lib/settings/queries";
import { queues } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import { writePolicyAction } from "./actions";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  const ctx = await requireCtx("policy.manage");
  const [exploration, muted, certainty, turns, all] = await Promise.all([
    readSetting(ctx, "policy.exploration"),
    readSetting(ctx, "policy.muted"),
    readSetting(ctx, "policy.certainty"),
    readSetting(ctx, "policy.turns"),
    queues(ctx),
  ]);
  return (
    <PolicyForm
      exploration={exploration}
      muted={muted}
      certainty={certainty}
      turns={turns}
      queues={all}
      write={writePolicyAction}
    />
  );
}
