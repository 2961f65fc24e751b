/** The team's settings as the loop reads them: how ready the agent is to speak, and where it is silent. */
import type { InvestigationPolicy, Reach, ToolMode } from "#lib/investigation/model";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { defaultGateSettings, type GateSettings } from "#lib/policy/gate/gate";
import { readSetting } from "#lib/settings/queries";

export type TeamPolicy = {
  gate: GateSettings;
  mutedQueues: readonly number[];
  /** Where the agent does less than analyse; everywhere it analyses without. */
  reach?: Reach;
  /** What the agent runs by itself; nothing without. */
  investigation?: InvestigationPolicy;
};

/** Gate settings with the team's exploration rate and certainty, where the agent speaks, and what it runs by itself. */
export async function policy(ctx: Ctx): Promise<Required<TeamPolicy>> {
  const [{ rate }, { alpha, delta }, { queueIds }, reach, { isStopped }, budget, { tools }] =
    await Promise.all([
      readSetting(ctx, "policy.exploration"),
      readSetting(ctx, "policy.certainty"),
      readSetting(ctx, "policy.muted"),
      readSetting(ctx, "policy.reach"),
      readSetting(ctx, "investigation.stop"),
      readSetting(ctx, "investigation.budget"),
      readSetting(ctx, "investigation.tools"),
    ]);
  const gate = { ...defaultGateSettings, exploration: rate, risk: alpha, delta };
  const usualMode = usualModeHere();
  return { gate, mutedQueues: queueIds, reach, investigation: { isStopped, budget, tools, usualMode } };
}

/** In the demo installed tools run by themselves; elsewhere a lead turns that on. */
export function usualModeHere(): ToolMode {
  return env().VIGIL_DEMO ? "runs" : "asks";
}
