/** What the agent runs by itself, and how far it goes in each queue. */
import type { Metadata } from "next";
import { InvestigationSettings } from "#components/investigation/investigation-settings";
import { usualModeHere } from "#lib/agent/policy";
import { readSetting } from "#lib/settings/queries";
import { policyOf } from "#lib/settings/rules";
import { queues } from "#lib/team/queries";
import { codeTools } from "#lib/tools/installed";
import { diagnosticTools } from "#lib/tools/queries";
import { requireCtx } from "../../../session";
import { setToolPolicyAction, writeInvestigationAction } from "./actions";

export const metadata: Metadata = { title: "Investigation" };

export default async function InvestigationPage() {
  const ctx = await requireCtx("policy.manage");
  const [stop, budget, policies, reach, added, all] = await Promise.all([
    readSetting(ctx, "investigation.stop"),
    readSetting(ctx, "investigation.budget"),
    readSetting(ctx, "investigation.tools"),
    readSetting(ctx, "policy.reach"),
    diagnosticTools(ctx),
    queues(ctx),
  ]);
  const tools = [...codeTools(), ...added].map(({ name, description }) => ({
    name,
    description,
    policy: policyOf(policies, name),
  }));
  return (
    <InvestigationSettings
      isStopped={stop.isStopped}
      budget={budget}
      reach={reach}
      tools={tools}
      usualMode={usualModeHere()}
      queues={all}
      write={writeInvestigationAction}
      setTool={setToolPolicyAction}
    />
  );
}
