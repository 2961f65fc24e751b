/** The team's settings as the loop reads them: gate thresholds, where the agent is off, and what it may spend. */

import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { defaultGateSettings, type GateSettings } from "#lib/policy/gate/gate";
import type { Attention, TokenBudget } from "#lib/settings/model";
import { readSettings } from "#lib/settings/queries";
import type { InvestigationPolicy, Reach, ToolMode } from "#lib/settings/rules";
import type { WorkHours } from "#lib/sla/model";

export type TeamPolicy = {
  gate: GateSettings;
  /** Where the agent does less than analyse; everywhere it analyses without. */
  reach?: Reach;
  /** How many cards analysts get an hour; any number without. */
  attention?: Attention;
  /** How many tokens of the model a day may cost; any number without. */
  tokens?: TokenBudget;
  /** When somebody is there to keep what a draft promises; not asked without. */
  hours?: WorkHours;
  /** What the agent runs by itself; nothing without. */
  investigation?: InvestigationPolicy;
};

/** Gate settings with the team's exploration rate and certainty, where the agent proposes something, and what it runs by itself. */
export async function policy(ctx: Ctx): Promise<Required<TeamPolicy>> {
  const set = await readSettings(ctx, [
    "policy.exploration",
    "policy.certainty",
    "policy.attention",
    "policy.tokens",
    "policy.hours",
    "policy.reach",
    "investigation.stop",
    "investigation.budget",
    "investigation.tools",
  ]);
  const { alpha, delta } = set["policy.certainty"];
  const gate = { ...defaultGateSettings, exploration: set["policy.exploration"].rate, alpha, delta };
  return {
    gate,
    attention: set["policy.attention"],
    tokens: set["policy.tokens"],
    hours: set["policy.hours"],
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
