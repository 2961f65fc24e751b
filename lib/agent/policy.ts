/** The team's settings as the loop reads them: how ready the agent is to speak, and where it is silent. */
import type { InvestigationPolicy, Reach, ToolMode } from "#lib/investigation/model";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { defaultGateSettings, type GateSettings } from "#lib/policy/gate/gate";
import { readSettings } from "#lib/settings/queries";

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
  const set = await readSettings(ctx, [
    "policy.exploration",
    "policy.certainty",
    "policy.muted",
    "policy.reach",
    "investigation.stop",
    "investigation.budget",
    "investigation.tools",
  ]);
  const { alpha, delta } = set["policy.certainty"];
  const gate = { ...defaultGateSettings, exploration: set["policy.exploration"].rate, risk: alpha, delta };
  return {
    gate,
    mutedQueues: set["policy.muted"].queueIds,
    reach: set["policy.reach"],
    investigation: {
      ...set["investigation.stop"],
      ...set["investigation.tools"],
      budget: set["investigation.budget"],
      usualMode: usualModeHere(),
    },
  };
}

/** In the demo installed tools run by themselves; elsewhere a lead turns that on. */
export function usualModeHere(): ToolMode {
  return env().VIGIL_DEMO ? "runs" : "asks";
}
