/** A policy under which every installed tool runs by itself, within the usual budget: for what is played on no real desk. */
import type { AgentPorts } from "#lib/agent/loop";
import { usualBudget } from "#lib/settings/rules";

/** The policy with everything run by itself that may be. */
export function selfRunning(policy: AgentPorts["policy"]): AgentPorts["policy"] {
  const investigation = { isStopped: false, budget: usualBudget, tools: {}, usualMode: "runs" } as const;
  return async (ctx) => ({ ...(await policy(ctx)), investigation });
}
