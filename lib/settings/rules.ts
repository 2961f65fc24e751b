/** How far the agent may go by itself: per tool, queue and severity, within a budget and a rate. Pure. */
import { z } from "zod";
import { type Priority, priorities } from "#lib/sla/model";

/** `runs`: the agent runs the tool by itself; `asks`: an analyst agrees first; `off`: Vigil does not run it. From free to strict. */
export const toolModes = ["runs", "asks", "off"] as const;
export type ToolMode = (typeof toolModes)[number];

/** `analyse`: it proposes; `record`: it looks and shows nothing; `off`: it does not look. From free to strict. */
export const reachLevels = ["analyse", "record", "off"] as const;
export type ReachLevel = (typeof reachLevels)[number];

/** Where a rule holds: in a queue, or any; for a priority, or any. */
const place = {
  queueId: z.number().int().nullable(),
  priority: z.enum(priorities).nullable(),
};
type Place = { queueId: number | null; priority: Priority | null };

const samePlace = (one: Place, other: Place) =>
  one.queueId === other.queueId && one.priority === other.priority;
const isOnePerPlace = (rules: readonly Place[]) =>
  rules.every((rule, at) => rules.findIndex((other) => samePlace(rule, other)) === at);

/** What the team set for one tool; `mode` null: as usual in this installation. */
export const ToolPolicy = z.object({
  mode: z.enum(toolModes).nullable().default(null),
  /** Calls a minute the agent may make by itself, all tickets together. */
  perMinute: z.number().int().min(1).max(6_000).default(60),
  /** What one call costs of the budget of a case. */
  cost: z.number().min(0).max(1_000).default(1),
  rules: z
    .array(z.object({ ...place, mode: z.enum(toolModes) }))
    .max(100)
    .refine(isOnePerPlace, "Two rules are about the same queue and priority")
    .default([]),
});
export type ToolPolicy = z.infer<typeof ToolPolicy>;

const usualPolicy: ToolPolicy = ToolPolicy.parse({});

/** All tools somebody set something for, by name. */
export const ToolPolicies = z.object({ tools: z.record(z.string().max(120), ToolPolicy) });

/** The stop button of the installation. */
export const InvestigationStop = z.object({ isStopped: z.boolean() });

/** What the agent may spend by itself: calls and seconds before an answer, cost over a whole case. */
export const InvestigationBudget = z.object({
  calls: z.number().int().min(0).max(20),
  seconds: z.number().int().min(1).max(300),
  cost: z.number().min(0).max(10_000),
});
export type InvestigationBudget = z.infer<typeof InvestigationBudget>;
export const usualBudget: InvestigationBudget = { calls: 4, seconds: 20, cost: 12 };

/** Where the agent does less than analyse. */
export const Reach = z.object({
  rules: z
    .array(z.object({ ...place, level: z.enum(reachLevels) }))
    .max(200)
    .refine(isOnePerPlace, "Two rules are about the same queue and priority"),
});
export type Reach = z.infer<typeof Reach>;

/** Everything that decides what the agent runs by itself. */
export type InvestigationPolicy = {
  isStopped: boolean;
  budget: InvestigationBudget;
  tools: Readonly<Record<string, ToolPolicy>>;
  /** The mode of a tool nobody set one for. */
  usualMode: ToolMode;
};

/** What is set for a tool, or holds until somebody sets it. */
export function policyOf({ tools }: Pick<InvestigationPolicy, "tools">, tool: string): ToolPolicy {
  return (Object.hasOwn(tools, tool) ? tools[tool] : undefined) ?? usualPolicy;
}

/** The mode of a tool on a ticket: that of the rule that names most of its place, else the tool's own. */
export function modeOf(
  policy: Pick<InvestigationPolicy, "tools" | "usualMode">,
  tool: string,
  ticket: { queueId: number | null; priority: Priority },
): ToolMode {
  const { mode, rules } = policyOf(policy, tool);
  return closest(rules, ticket, ({ mode }) => toolModes.indexOf(mode))?.mode ?? mode ?? policy.usualMode;
}

/** How far the agent goes on a ticket. */
export function levelOf(
  { rules }: Reach,
  ticket: { queueId: number | null; priority: Priority },
): ReachLevel {
  return closest(rules, ticket, ({ level }) => reachLevels.indexOf(level))?.level ?? "analyse";
}

/** The rule that names most of a ticket's place; of two that name as much the stricter one. */
function closest<Rule extends Place>(
  rules: readonly Rule[],
  ticket: { queueId: number | null; priority: Priority },
  strictness: (rule: Rule) => number,
): Rule | undefined {
  const named = ({ queueId, priority }: Rule) => Number(queueId !== null) + Number(priority !== null);
  return rules
    .filter(({ queueId }) => queueId === null || queueId === ticket.queueId)
    .filter(({ priority }) => priority === null || priority === ticket.priority)
    .sort((one, other) => named(other) - named(one) || strictness(other) - strictness(one))[0];
}
