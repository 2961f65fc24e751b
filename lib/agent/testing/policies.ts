/** Policies for tests: one under which all that is known is shown and looked up, and one under which nothing unsure is shown. */
import type { AgentPorts } from "#lib/agent/loop";
import { usualBudget } from "#lib/settings/rules";

/** What the agent may run by itself. */
export type Investigation = NonNullable<Awaited<ReturnType<AgentPorts["policy"]>>["investigation"]>;

/** Every installed tool runs by itself, within the usual budget. */
export const runsByItself: Investigation = {
  isStopped: false,
  budget: usualBudget,
  tools: {},
  usualMode: "runs",
};

/** The same ports where a card that is not taken costs next to nothing, and tools run by themselves unless told otherwise. */
export function eager(ports: AgentPorts, investigation: Partial<Investigation> = {}): AgentPorts {
  const policy: AgentPorts["policy"] = async (ctx) => {
    const { gate } = await ports.policy(ctx);
    return { gate: { ...gate, costOfBad: 0.01 }, investigation: { ...runsByItself, ...investigation } };
  };
  return { ...ports, policy };
}

/** The same ports where a card that is not taken costs so much that nothing unsure is shown. */
export function hesitant(ports: AgentPorts): AgentPorts {
  const policy: AgentPorts["policy"] = async (ctx) => {
    const { gate, ...rest } = await ports.policy(ctx);
    return { ...rest, gate: { ...gate, costOfBad: 1_000 } };
  };
  return { ...ports, policy };
}
