/** Everything that can be set while Vigil runs: its shape, its bounds and what holds until somebody sets it. */
import { z } from "zod";
import {
  ReminderDelay,
  SlaPolicies,
  usualHours,
  usualPolicies,
  usualReminderDelay,
  WorkHours,
} from "#lib/sla/model";
import { InvestigationBudget, InvestigationStop, Reach, ToolPolicies, usualBudget } from "./rules";

/** How often the agent shows a proposal it would have kept to itself, so that other policies can be judged from the log. */
export const Exploration = z.object({ rate: z.number().min(0).max(0.2) });

const CardsPerHour = z.number().int().min(1).max(1_000);

/** How many cards analysts get an hour, in a queue; null: any number. */
export const Attention = z.object({
  perHour: CardsPerHour.nullable(),
  queues: z
    .array(z.object({ queueId: z.number().int(), perHour: CardsPerHour }))
    .max(1_000)
    .refine(
      (rows) => new Set(rows.map(({ queueId }) => queueId)).size === rows.length,
      "Name each queue once",
    ),
});
export type Attention = z.infer<typeof Attention>;

/** How many tokens of the model a day may cost (UTC); null: any number. */
export const TokenBudget = z.object({ perDay: z.number().int().min(1_000).max(10_000_000_000).nullable() });
export type TokenBudget = z.infer<typeof TokenBudget>;

/**
 * What "certified" promises: the share of shown proposals that do not help stays below `alpha`, and this
 * holds with probability 1 − `delta` over the decisions it was computed from.
 */
export const Certainty = z.object({
  alpha: z.number().min(0.01).max(0.5),
  delta: z.number().min(0.001).max(0.5),
});

/** Whether a reply makes its writer the assignee: `unassigned` where nobody has the ticket. */
export const replyAssignments = ["unassigned", "always", "never"] as const;
export const DeskReply = z.object({ assign: z.enum(replyAssignments) });
export type DeskReply = z.infer<typeof DeskReply>;

const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,8}$/, "Write a host name like docs.example.com");

/** Hosts whose pages may be read into the knowledge base, and those below them; none: no link is ever followed. */
export const KnowledgeLinks = z.object({ hosts: z.array(Host).max(200, "At most 200 hosts") });
export type KnowledgeLinks = z.infer<typeof KnowledgeLinks>;

/** Stopped, nothing is executed, whoever approved it. */
export const Actions = z.object({ isStopped: z.boolean() });

/** What one customer writes within so many seconds is read as one turn: the agent looks once he has stopped. */
export const Turns = z.object({ seconds: z.number().int().min(0).max(60) });

/** `chat`: chat completions, which compatible servers speak. `responses`: OpenAI's own newer interface. */
export const modelApis = ["chat", "responses"] as const;

const ContextTokens = z.number().int().min(1_024, "At least 1,024 tokens").max(10_000_000);

/** The model endpoint as stored: its key is sealed. Null: what the environment says, else the built-in apprentice. */
export const StoredEndpoint = z
  .object({
    baseUrl: z.string().nullable(),
    model: z.string(),
    /** Of the same server; null: passages are found by their words alone. */
    embeddingModel: z.string().nullable().default(null),
    api: z.enum(modelApis),
    /** Tokens of prompt and answer together; null: what the server states, or a refusal tells. */
    contextTokens: ContextTokens.nullable().default(null),
    /** The secret it is asked with, by name; null: none. */
    key: z.string().nullable(),
  })
  .nullable();

export const settings = {
  "policy.exploration": { schema: Exploration, initial: { rate: 0.02 } },
  "policy.attention": { schema: Attention, initial: { perHour: null, queues: [] } },
  "policy.tokens": { schema: TokenBudget, initial: { perDay: null } },
  "policy.certainty": { schema: Certainty, initial: { alpha: 0.2, delta: 0.1 } },
  "policy.turns": { schema: Turns, initial: { seconds: 8 } },
  "policy.actions": { schema: Actions, initial: { isStopped: false } },
  "policy.hours": { schema: WorkHours, initial: usualHours },
  "policy.reach": { schema: Reach, initial: { rules: [] } },
  "investigation.stop": { schema: InvestigationStop, initial: { isStopped: false } },
  "investigation.budget": { schema: InvestigationBudget, initial: usualBudget },
  "investigation.tools": { schema: ToolPolicies, initial: { tools: {} } },
  "policy.silence": { schema: ReminderDelay, initial: usualReminderDelay },
  "sla.policies": { schema: SlaPolicies, initial: usualPolicies },
  "knowledge.links": { schema: KnowledgeLinks, initial: { hosts: [] } },
  "desk.reply": { schema: DeskReply, initial: { assign: "unassigned" } },
  "model.endpoint": { schema: StoredEndpoint, initial: null },
} as const satisfies Record<string, { schema: z.ZodType; initial: unknown }>;
export type SettingKey = keyof typeof settings;
export type SettingValue<Key extends SettingKey> = z.infer<(typeof settings)[Key]["schema"]>;

/** `seen`: its value when the fields were filled; a setting that somebody else changed since is not overwritten. */
const written = <Key extends SettingKey, Value extends z.ZodType>(key: Key, value: Value) =>
  z.object({ key: z.literal(key), value, seen: value.optional() });

/** A setting of policy or of the desk with its new value. */
export const WritePolicyInput = z.discriminatedUnion("key", [
  written("policy.exploration", Exploration),
  written("policy.attention", Attention),
  written("policy.tokens", TokenBudget),
  written("policy.certainty", Certainty),
  written("policy.hours", WorkHours),
  written("policy.turns", Turns),
  written("policy.silence", ReminderDelay),
  written("sla.policies", SlaPolicies),
  written("policy.reach", Reach),
  written("investigation.stop", InvestigationStop),
  written("investigation.budget", InvestigationBudget),
  written("policy.actions", Actions),
  written("knowledge.links", KnowledgeLinks),
  written("desk.reply", DeskReply),
]);

/** The endpoint as a page may show it: whether there is a key, never the key. */
export const EndpointView = z.object({
  baseUrl: z.string().nullable(),
  model: z.string(),
  embeddingModel: z.string().nullable(),
  api: z.enum(modelApis),
  contextTokens: z.number().nullable(),
  hasKey: z.boolean(),
  /** The secret its key is kept under; null where the environment gives it, or there is none. */
  keySecret: z.string().nullable(),
  source: z.enum(["settings", "environment"]),
});
export type EndpointView = z.infer<typeof EndpointView>;

/** The endpoint of the settings as the form was filled with it, null for none: one that somebody else saved since stays. */
const SeenEndpoint = EndpointView.omit({ source: true }).nullable().optional();

export const SaveEndpointInput = z.object({
  baseUrl: z
    .url({ protocol: /^https?$/, error: "Enter a URL that starts with http:// or https://" })
    .max(500)
    .transform((url) => url.replace(/(?<!\/)\/+$/, ""))
    .nullable(),
  model: z.string().trim().min(1, "Enter the model's name").max(200),
  embeddingModel: z.string().trim().min(1).max(200).nullable().default(null),
  api: z.enum(modelApis),
  contextTokens: ContextTokens.nullable().default(null),
  /** A key, or the name of a secret. Left out: the stored key stays, as long as the server stays the same. Null: no key. */
  apiKey: z.string().trim().min(1).max(500).nullable().optional(),
  seen: SeenEndpoint,
});
export const RemoveEndpointInput = z.object({ seen: SeenEndpoint });
