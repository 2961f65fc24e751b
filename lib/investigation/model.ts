/** The nouns of an investigation, and how far the agent may go by itself: per tool, queue and severity, within a budget and a rate. */
import { z } from "zod";
import { priorities, type Ticket } from "#lib/tickets/model";

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
type Place = { queueId: number | null; priority: (typeof priorities)[number] | null };

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
  ticket: Pick<Ticket, "queueId" | "priority">,
): ToolMode {
  const { mode, rules } = policyOf(policy, tool);
  return closest(rules, ticket, ({ mode }) => toolModes.indexOf(mode))?.mode ?? mode ?? policy.usualMode;
}

/** How far the agent goes on a ticket. */
export function levelOf({ rules }: Reach, ticket: Pick<Ticket, "queueId" | "priority">): ReachLevel {
  return closest(rules, ticket, ({ level }) => reachLevels.indexOf(level))?.level ?? "analyse";
}

/** The rule that names most of a ticket's place; of two that name as much the stricter one. */
function closest<Rule extends Place>(
  rules: readonly Rule[],
  ticket: Pick<Ticket, "queueId" | "priority">,
  strictness: (rule: Rule) => number,
): Rule | undefined {
  const named = ({ queueId, priority }: Rule) => Number(queueId !== null) + Number(priority !== null);
  return rules
    .filter(({ queueId }) => queueId === null || queueId === ticket.queueId)
    .filter(({ priority }) => priority === null || priority === ticket.priority)
    .sort((one, other) => named(other) - named(one) || strictness(other) - strictness(one))[0];
}

/** A call the agent made by itself, as the desk shows it. */
export const OwnCall = z.object({
  /** The call on the timeline. */
  eventId: z.number(),
  tool: z.string(),
  notNeededBy: z.string().nullable(),
});
export type OwnCall = z.infer<typeof OwnCall>;

/** Where a hypothesis stands: what was found speaks for it, against it, or it could not be told. */
export const standings = ["supported", "refuted", "not_checked"] as const;
export type Standing = (typeof standings)[number];

/** Who made a hypothesis. */
export const hypothesisSources = ["apprentice", "model", "analyst"] as const;

/** A value of a result, or a passage, that bears on a hypothesis. */
export const Mark = z.object({
  /** The result on the timeline. */
  eventId: z.number(),
  path: z.string(),
  value: z.union([z.string(), z.number()]),
});
export type Mark = z.infer<typeof Mark>;

/** Something a case may be. */
export const Hypothesis = z.object({
  key: z.string(),
  /** The tool that can tell; null where none is known to. */
  tool: z.string().nullable(),
  text: z.string(),
  standing: z.enum(standings),
  confidence: z.number(),
  /** What it rests on, or what refutes it. */
  marks: z.array(Mark),
  why: z.string(),
  /** Closed tickets in which it was this. */
  tickets: z.array(z.number()),
  /** It says that there is no fault. */
  isQuiet: z.boolean(),
  /** It may be, and what would tell could not be had, or contradicts itself. */
  isBlocked: z.boolean(),
  /** An analyst does not want it looked at any more. */
  isStruck: z.boolean(),
  source: z.enum(hypothesisSources),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

/** `unresolved` is an answer: what was ruled out, what could not be checked, what a person should look at. */
export const investigationOutcomes = ["finding", "no_fault", "unresolved"] as const;
export type InvestigationOutcome = (typeof investigationOutcomes)[number];

export const Assessment = z.object({
  outcome: z.enum(investigationOutcomes),
  text: z.string(),
  confidence: z.number(),
  hypotheses: z.array(Hypothesis),
});
export type Assessment = z.infer<typeof Assessment>;

/**
 * What a run had before it, by reference: the timeline itself keeps what tools found, once, so that what is erased there
 * is erased here.
 */
export const KeptEvidence = z.object({
  version: z.string(),
  /** SHA-256 of the prompt a model was given; null without one. */
  promptHash: z.string().nullable(),
  /** What was retrieved, each with the hash of its words as they were. */
  sources: z.array(
    z.object({
      kind: z.string(),
      ref: z.number(),
      eventId: z.number().nullable(),
      score: z.number(),
      hash: z.string(),
    }),
  ),
  /** Results on the timeline. */
  results: z.array(z.number()),
  /** The call it wanted next. */
  call: z.object({ tool: z.string(), arguments: z.record(z.string(), z.unknown()) }).nullable(),
  outcome: z.enum(investigationOutcomes),
  /** Key of the hypothesis it came to; null where it came to none. */
  finding: z.string().nullable(),
});
export type KeptEvidence = z.infer<typeof KeptEvidence>;

/** How an investigation compares with what resolved the case. */
export const investigationGrades = ["match", "partial", "mismatch"] as const;
export type InvestigationGrade = (typeof investigationGrades)[number];

/** What is known of a case, as the desk reads it. */
export const Investigation = z.object({
  calls: z.array(OwnCall),
  /** Null before anything was looked up. */
  assessment: Assessment.nullable(),
  grade: z.enum(investigationGrades).nullable(),
  /** `rule`, or who graded it. */
  gradedBy: z.string().nullable(),
});
export type Investigation = z.infer<typeof Investigation>;

export const SetToolPolicyInput = ToolPolicy.extend({ tool: z.string().trim().min(1).max(120) });
export type SetToolPolicyInput = z.input<typeof SetToolPolicyInput>;

/** Whether a call the agent made by itself was needed; `eventId` is that of the call. */
export const JudgeOwnCallInput = z.object({ eventId: z.number().int(), isNeeded: z.boolean() });

export const AddHypothesisInput = z.object({
  ticketId: z.number().int(),
  text: z.string().trim().min(3, "Write what it may be").max(300),
});
/** What an analyst says of a hypothesis: how it stands (null: as it was found), and whether it is looked at any more. */
export const SteerHypothesisInput = z.object({
  ticketId: z.number().int(),
  key: z.string().min(1).max(200),
  standing: z.enum(standings).nullable(),
  isStruck: z.boolean(),
});
export const GradeInvestigationInput = z.object({
  ticketId: z.number().int(),
  grade: z.enum(investigationGrades),
});
