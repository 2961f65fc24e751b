/** The team's settings as the loop reads them: how ready the agent is to speak, and where it is silent. */
import type { Ctx } from "#lib/platform/context";
import { defaultGateSettings, type GateSettings } from "#lib/policy/gate/gate";
import { readSetting } from "#lib/settings/queries";

/** Gate settings with the team's exploration rate and certainty, and the muted queues. */
export async function policy(ctx: Ctx): Promise<{ gate: GateSettings; mutedQueues: readonly number[] }> {
  const [{ rate }, { alpha, delta }, { queueIds }] = await Promise.all([
    readSetting(ctx, "policy.exploration"),
    readSetting(ctx, "policy.certainty"),
    readSetting(ctx, "policy.muted"),
  ]);
  const gate = { ...defaultGateSettings, exploration: rate, risk: alpha, delta };
  return { gate, mutedQueues: queueIds };
}
