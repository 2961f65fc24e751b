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
  const [exploration, muted, certainty, all] = await Promise.all([
    readSetting(ctx, "policy.exploration"),
    readSetting(ctx, "policy.muted"),
    readSetting(ctx, "policy.certainty"),
    queues(ctx),
  ]);
  return (
    <PolicyForm
      exploration={exploration}
      muted={muted}
      certainty={certainty}
      queues={all}
      write={writePolicyAction}
    />
  );
}
