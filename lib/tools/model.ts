/** Diagnostics an administrator adds: what they are called with, which address is asked, and for how long. */
import { z } from "zod";
import { OutgoingUrl } from "#lib/connectors/model";

/** A tool's name, as the model calls it and as the history keeps it. */
export const ToolName = z
  .string()
  .trim()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, "Use small letters, digits and _");

export const argumentTypes = ["text", "number", "boolean"] as const;
export type ArgumentType = (typeof argumentTypes)[number];

/** One argument; `choices`, of text only, are all the values it may take. */
export const ToolArgument = z
  .object({
    name: z
      .string()
      .trim()
      .max(60)
      .regex(/^[A-Za-z][A-Za-z0-9_]*$/, "Use letters, digits and _"),
    description: z.string().trim().max(300).default(""),
    type: z.enum(argumentTypes).default("text"),
    isRequired: z.boolean().default(true),
    choices: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
  })
  .refine(({ type, choices }) => type === "text" || choices.length === 0, {
    path: ["choices"],
    error: "Only text has choices",
  });
export type ToolArgument = z.infer<typeof ToolArgument>;

/** Longest a diagnostic may take, in seconds. */
export const longestLimit = 60;

const definition = {
  name: ToolName,
  description: z.string().trim().min(1, "Say what it shows and when it helps").max(500),
  arguments: z
    .array(ToolArgument)
    .max(20, "At most 20 arguments")
    .refine(
      (all) => new Set(all.map(({ name }) => name)).size === all.length,
      "Two arguments have the same name",
    ),
  url: OutgoingUrl,
  /** Seconds it may take. */
  timeLimit: z.number().int().min(1).max(longestLimit),
};

/** Sent as `Authorization: Bearer …`, beside the signature. */
const Bearer = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x21-\x7e]+$/, "Use letters, digits and signs without blanks");

export const AddToolInput = z.object({ ...definition, bearer: Bearer.nullable().default(null) });
export type AddToolInput = z.input<typeof AddToolInput>;
export const SwitchToolInput = z.object({ name: ToolName, isEnabled: z.boolean() });
export const RenewToolSecretInput = z.object({ name: ToolName });
export const TryToolInput = z.object({
  name: ToolName,
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** A tool as administrators see it; its secret is shown once, its bearer never. */
export const DiagnosticTool = z.object({
  ...definition,
  arguments: z.array(ToolArgument),
  url: z.string(),
  hasBearer: z.boolean(),
  /** The named secret that is its token. */
  bearerSecret: z.string().nullable(),
  enabled: z.boolean(),
});
export type DiagnosticTool = z.infer<typeof DiagnosticTool>;

/** A tool as a form was filled with it; whether it is enabled is set elsewhere. */
export const SeenTool = DiagnosticTool.omit({ enabled: true });
/** `bearer` left out: it stays, as long as the server stays the same. Null: none. */
export const ChangeToolInput = z.object({
  ...definition,
  bearer: Bearer.nullable().optional(),
  /** What somebody else made of it since then is not overwritten. */
  seen: SeenTool.optional(),
});
export type ChangeToolInput = z.input<typeof ChangeToolInput>;

/** A tool with the secret its requests are signed with, which is in this answer and nowhere else to be read. */
export type ToolWithSecret = { name: string; secret: string };

const vowel = /[aeiouy]/;
/** Abbreviations that are also written in capitals, although they have a vowel. */
const abbreviations = new Set(["api", "cpu", "iam", "id", "io", "ip", "os", "url", "uri"]);

/** A tool's name as people read it: "get_lb_health" is "Get LB health". The name itself stands beside it. */
export function toolTitle(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (!vowel.test(word) || abbreviations.has(word) ? word.toUpperCase() : word));
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What asking a tool came to. */
export const ToolAnswer = z.discriminatedUnion("isAnswered", [
  z.object({
    isAnswered: z.literal(true),
    result: z.record(z.string(), z.unknown()),
    milliseconds: z.number(),
  }),
  z.object({ isAnswered: z.literal(false), reason: z.string() }),
]);
export type ToolAnswer = z.infer<typeof ToolAnswer>;
