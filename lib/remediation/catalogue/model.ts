/** The catalogue of actions: what one is, which fields belong together, and what its commands take. */
import { z } from "zod";
import { OutgoingUrl } from "#lib/connectors/model";
import { ServerName, ToolDefinition } from "#lib/mcp/model";
import { roles } from "#lib/platform/rules";
import { longestLimit, ToolArgument, ToolName } from "#lib/tools/model";
import { ArgumentName, ObjectLook, ResultCheck } from "../look-ups/model";
import { actionKinds, Risk, verificationWays } from "../model";

const approvers = roles.filter((role) => role !== "viewer") as ["analyst", "lead", "admin"];

/** The MCP tool that does it, as it was on the screen. */
const ExecutionTool = z.object({
  server: ServerName,
  name: z.string().min(1).max(200),
  /** Of the description and arguments that were read. */
  hash: z.string().length(64),
  /** A yes-or-no argument with which it only says what it would change. */
  dryRunArgument: ArgumentName.nullable().default(null),
  /** An argument that takes the idempotency key. */
  keyArgument: ArgumentName.nullable().default(null),
});

/** A tool an action can be made of, as its server describes it now. */
export type EffectTool = { server: string; name: string; hash: string; definition: ToolDefinition };

/** As it is kept: with what was read. */
export type StoredExecutionTool = z.infer<typeof ExecutionTool> & { definition: ToolDefinition };

const definition = z.object({
  name: ToolName,
  description: z.string().trim().min(1, "Say what it changes and when it helps").max(500),
  kind: z.enum(actionKinds),
  risk: Risk,
  arguments: z
    .array(ToolArgument)
    .max(20, "At most 20 arguments")
    .refine(
      (all) => new Set(all.map(({ name }) => name)).size === all.length,
      "Two arguments have the same name",
    ),
  target: z.string(),
  approver: z.enum(approvers),
  url: OutgoingUrl.nullable(),
  instructions: z.string().trim().max(4000).default(""),
  timeLimit: z.number().int().min(1).max(longestLimit),
  canRollBack: z.boolean(),
  keepsKeys: z.boolean(),
  verification: z.enum(verificationWays),
  verifyWithin: z.number().int().min(1).max(86_400),
  /** Shows the object, where the execution itself has no dry run. */
  look: ObjectLook.nullable().default(null),
  /** Tells whether it helped, where `verification` is `tool`. */
  check: ResultCheck.nullable().default(null),
  mcp: ExecutionTool.nullable().default(null),
});

type Definition = z.infer<typeof definition>;

/** What one field says of another. */
function faults(given: Definition) {
  const { kind, url, instructions, arguments: declared, target, verification, check, mcp, risk } = given;
  const named = declared.find(({ name }) => name === target);
  const isKnown = kind === "mcp" || named?.isRequired;
  const isBlind = kind === "mcp" && !mcp?.dryRunArgument && !given.look;
  const wanted: [boolean, string, string][] = [
    [!isKnown, "target", "Choose a required argument as the target"],
    [kind === "http" && !url, "url", "Enter the address of the automation"],
    [kind === "mcp" && !mcp, "mcp", "Choose the tool that does it"],
    [kind === "by_hand" && !instructions, "instructions", "Say what is to be done"],
    [kind !== "http" && verification === "endpoint", "verification", "Nothing is connected that could tell"],
    [verification === "tool" && !check, "check", "Choose the look-up that tells"],
    [isBlind && risk === 0, "risk", "Without a dry run somebody has to approve it: class 1 or above"],
    [kind === "mcp" && given.canRollBack, "canRollBack", "Add the tool that changes it back as an action"],
    [kind === "mcp" && given.keepsKeys && !mcp?.keyArgument, "keepsKeys", "Say which argument takes the key"],
  ];
  return wanted.flatMap(([isFault, field, message]) => (isFault ? [{ path: [field], message }] : []));
}

function checked<Schema extends z.ZodType<Definition>>(schema: Schema) {
  return schema.superRefine((given, context) => {
    for (const fault of faults(given as Definition)) context.addIssue({ code: "custom", ...fault });
  });
}

const Bearer = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x21-\x7e]+$/, "Use letters, digits and signs without blanks");

export const AddActionInput = checked(definition.extend({ bearer: Bearer.nullable().default(null) }));
export type AddActionInput = z.input<typeof AddActionInput>;
export const ChangeActionInput = checked(
  definition.extend({
    /** Left out: it stays, as long as the server stays the same. Null: none. */
    bearer: Bearer.nullable().optional(),
    /** The version the form was filled with; what somebody else made of it since is not overwritten. */
    version: z.number().int().optional(),
  }),
);
export type ChangeActionInput = z.input<typeof ChangeActionInput>;
export const SwitchActionInput = z.object({ name: ToolName, isEnabled: z.boolean() });
export const RenewActionSecretInput = z.object({ name: ToolName });
/** With its signing secret, which is in this answer and nowhere else to be read; null for one done by hand. */
export type ActionWithSecret = { name: string; secret: string | null };

/** An action as people see it. */
export const Action = definition.extend({
  arguments: z.array(ToolArgument),
  url: z.string().nullable(),
  mcp: ExecutionTool.extend({ definition: ToolDefinition }).nullable(),
  hasBearer: z.boolean(),
  /** The named secret that is its token. */
  bearerSecret: z.string().nullable(),
  enabled: z.boolean(),
  /** Why it is off although nobody switched it off, in a sentence. */
  fault: z.string().nullable(),
  version: z.number(),
});
export type Action = z.infer<typeof Action>;

export const TryActionInput = z.object({
  name: ToolName,
  arguments: z.record(z.string(), z.unknown()).default({}),
});
