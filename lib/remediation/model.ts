/** Actions that change something: the locks each class of risk has, and a run from its dry run to its verification. */
import { z } from "zod";
import { roles } from "#lib/platform/rules";
import { type RiskClass, riskClasses } from "#lib/policy/model";
import { ToolName, toolTitle } from "#lib/tools/model";

/** `http`: the team's automation does it. `mcp`: a tool of an MCP server. `by_hand`: a person does it and confirms. */
export const actionKinds = ["http", "mcp", "by_hand"] as const;
export type ActionKind = (typeof actionKinds)[number];

/**
 * Which signal tells whether it helped: what the automation sees of the object (`endpoint`), what an installed look-up
 * shows (`tool`), the ticket's alert ending (`alert`), or a person who looks (`person`). The answer to the request
 * itself never does.
 */
export const verificationWays = ["endpoint", "tool", "alert", "person", "none"] as const;
export type VerificationWay = (typeof verificationWays)[number];
export const verificationStates = ["pending", "verified", "failed", "skipped"] as const;
export type VerificationState = (typeof verificationStates)[number];

export const Risk = z.literal([...riskClasses]);

/** What each class of risk means, and what lets an action of it happen. */
export const locks = {
  0: { name: "Harmless", people: 0, minutes: 24 * 60, words: "Runs without approval." },
  1: { name: "Low risk", people: 1, minutes: 120, words: "One approval." },
  2: { name: "Changes settings", people: 1, minutes: 60, words: "One approval." },
  3: {
    name: "Restarts or scales",
    people: 2,
    minutes: 30,
    words: "Two people approve, and type the target.",
  },
  4: { name: "High risk", people: 0, minutes: 24 * 60, words: "Never executed by Vigil; copy it." },
} as const satisfies Record<RiskClass, { name: string; people: number; minutes: number; words: string }>;

/** The class of a number; what is no class has the highest. */
export function riskClass(risk: number): RiskClass {
  return riskClasses.find((one) => one === risk) ?? 4;
}

/** The object an action acts on as it is now, and what would change about it. */
export const ActionEffect = z.object({
  object: z.record(z.string(), z.unknown()),
  change: z.union([z.string(), z.record(z.string(), z.unknown())]).nullable(),
});
export type ActionEffect = z.infer<typeof ActionEffect>;

/**
 * Where the value of an argument comes from. `customer`: the customer's own words; `unknown`: nothing on the ticket says
 * it. Both are for a person to confirm by typing where the action changes more than a little.
 */
export const provenances = ["label", "result", "article", "analyst", "customer", "unknown"] as const;
export type Provenance = (typeof provenances)[number];
export const ActionProvenance = z.object({
  argument: z.string(),
  source: z.enum(provenances),
  eventId: z.number().optional(),
});
export type ActionProvenance = z.infer<typeof ActionProvenance>;

/** From which class of risk on a value nobody vouches for is typed before it is used. */
const typedFrom = 2;

/** The arguments that whoever approves first has to type. */
export function toBeTyped(risk: number, provenance: readonly ActionProvenance[]): string[] {
  if (risk < typedFrom) return [];
  return provenance
    .filter(({ source }) => source === "customer" || source === "unknown")
    .map(({ argument }) => argument);
}

/** A value as it is typed to confirm it. */
export function wordsToType(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/**
 * `prepared`: dry-run, nobody has approved. `waiting`: a further approval is due. `unknown`: it was asked for, and nobody
 * can tell whether it happened. `replaced`: somebody changed it.
 */
export const runStatuses = [
  "prepared",
  "waiting",
  "approved",
  "executing",
  "done",
  "failed",
  "unknown",
  "refused",
  "denied",
  "expired",
  "replaced",
] as const;
export type RunStatus = (typeof runStatuses)[number];

/** Statuses in which people may still decide. */
export const undecidedStatuses = ["prepared", "waiting"] as const satisfies readonly RunStatus[];

/** `standing`: a class that needs nobody. `certificate`: earned autonomy. `roll_back`: whoever had it undone. */
export const approvalKinds = ["person", "standing", "certificate", "roll_back"] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

export const ActionApproval = z.object({
  kind: z.enum(approvalKinds),
  userId: z.string().nullable(),
  name: z.string().nullable(),
  at: z.coerce.date(),
});

/** A run as the desk shows it. */
export const ActionRun = z.object({
  id: z.number(),
  ticketId: z.number(),
  suggestionId: z.number().nullable(),
  eventId: z.number().nullable(),
  action: z.string(),
  description: z.string(),
  kind: z.enum(actionKinds),
  instructions: z.string(),
  canRollBack: z.boolean(),
  verificationWay: z.enum(verificationWays),
  approver: z.enum(roles),
  risk: Risk,
  category: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  target: z.string(),
  provenance: z.array(ActionProvenance),
  argumentsDigest: z.string(),
  effect: ActionEffect,
  effectDigest: z.string(),
  status: z.enum(runStatuses),
  reason: z.string(),
  approvals: z.array(ActionApproval),
  preparedAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  executedAt: z.coerce.date().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  verification: z.enum(verificationStates).nullable(),
  signal: z.record(z.string(), z.unknown()).nullable(),
  rollBackStartedAt: z.coerce.date().nullable(),
  rolledBackAt: z.coerce.date().nullable(),
});
export type ActionRun = z.infer<typeof ActionRun>;

/** Approvals by people that a run still needs. */
export function approvalsNeeded({ risk, approvals }: Pick<ActionRun, "risk" | "approvals">): number {
  const given = approvals.filter(({ kind }) => kind === "person").length;
  return Math.max(0, Math.max(1, locks[risk].people) - given);
}

export const PrepareRunInput = z.object({
  ticketId: z.number().int(),
  /** The proposal it comes from; its arguments may have been changed. */
  suggestionId: z.number().int().optional(),
  action: ToolName,
  arguments: z.record(z.string(), z.unknown()).default({}),
});
export type PrepareRunInput = z.input<typeof PrepareRunInput>;

/** What a dry run outside of any ticket came to. */
export const DryRun = z.discriminatedUnion("isAnswered", [
  z.object({ isAnswered: z.literal(true), effect: ActionEffect }),
  z.object({ isAnswered: z.literal(false), reason: z.string() }),
]);
export type DryRun = z.infer<typeof DryRun>;

/** Approves exactly what was on the screen: both digests name it. */
export const ApproveRunInput = z.object({
  runId: z.number().int(),
  argumentsDigest: z.string().max(64),
  effectDigest: z.string().max(64),
  /** What was typed, by argument; the target under its argument's name. */
  typed: z.record(z.string().max(60), z.string().max(2000)).default({}),
});
export type ApproveRunInput = z.input<typeof ApproveRunInput>;
export const DenyRunInput = z.object({
  runId: z.number().int(),
  note: z.string().trim().max(2000).default(""),
  isSuspicious: z.boolean().default(false),
});
export const ConfirmRunInput = z.object({ runId: z.number().int(), isDone: z.boolean() });
export const JudgeRunInput = z.object({ runId: z.number().int(), isHelped: z.boolean() });
export const RunInput = z.object({ runId: z.number().int() });

/** An action's name as people read it. */
export { toolTitle as actionTitle };

/** An action's name inside a sentence. */
export function inWords(name: string): string {
  return `“${toolTitle(name)}”`;
}
