/** What is promised to whom, and how its time is counted. */
import type { Metadata } from "next";
import { PolicyList } from "#components/sla/policy-list";
import { customerPlans } from "#lib/customers/queries";
import { readSetting } from "#lib/settings/queries";
import { queues } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import { writeSlaAction } from "./actions";

export const metadata: Metadata = { title: "Service levels" };

export default async function SlaPage() {
  const ctx = await requireCtx("policy.manage");
  const [{ policies }, silence, hours, all, plans] = await Promise.all([
    readSetting(ctx, "sla.policies"),
    readSetting(ctx, "policy.silence"),
    readSetting(ctx, "policy.hours"),
    queues(ctx),
    customerPlans(ctx),
  ]);
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  return (
    <PolicyList
      policies={policies}
      silence={silence}
      hours={hours}
      queues={all}
      plans={plans}
      zones={zones}
      write={writeSlaAction}
    />
  );
}
