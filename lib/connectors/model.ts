/** Ways in and out: what a connector is, how it is set up, and what a reply on its way out says. */
import { z } from "zod";
import { isSecretReference } from "#lib/secrets/model";
import { InboundAlert } from "#lib/signals/model";

export const connectorKinds = [
  "webhook",
  "alertmanager",
  "grafana",
  "pagerduty",
  "datadog",
  "sentry",
  "cloudwatch",
  "azure",
  "gcp",
  "zabbix",
  "uptime_kuma",
  "cloudevents",
  "json",
] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

/** Kinds whose systems take replies back. */
export const outgoingKinds: readonly ConnectorKind[] = ["webhook"];

/** Names the ways in without a connector already go by as the source of their events. */
export const reservedSources = ["desk", "demo", "star", "scenario"] as const;

/** A connector's id: its address under `/api/hooks/`, and the source of every event it brings. */
export const ConnectorId = z
  .string()
  .trim()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and -")
  .refine((id) => !(reservedSources as readonly string[]).includes(id), "Vigil uses this name itself");

/** A connector as administrators see it; its secret is shown once, when it is made. */
export const Connector = z.object({
  id: z.string(),
  kind: z.enum(connectorKinds),
  name: z.string(),
  queueName: z.string().nullable(),
  enabled: z.boolean(),
  /** Where replies on its tickets are sent; null: nowhere. */
  outgoingUrl: z.string().nullable(),
  /** What its kind is set up by. */
  setup: z.string(),
  createdAt: z.coerce.date(),
  /** The secret it uses by name; null where it has one of its own. */
  secretName: z.string().nullable(),
  /** Its secret was revoked: nothing is taken in until it has another one. */
  isSecretRevoked: z.boolean(),
  /** Until when the secret before the last rotation works too. */
  previousUntil: z.coerce.date().nullable(),
});
export type Connector = z.infer<typeof Connector>;

/** The secret, where the other side makes it, or the name of one; made here when left out. */
const ForeignSecret = z
  .string()
  .trim()
  .max(200)
  .refine((text) => text.length >= 16 || isSecretReference(text), "Use at least 16 characters")
  .nullable()
  .default(null);

export const CreateConnectorInput = z.object({
  id: ConnectorId,
  kind: z.enum(connectorKinds),
  name: z.string().trim().min(1, "Enter a name").max(80),
  /** Where its tickets start when the sender names no queue. */
  queueId: z.number().int().nullable().default(null),
  secret: ForeignSecret,
});
export type CreateConnectorInput = z.input<typeof CreateConnectorInput>;
/** Kinds of which the other side makes the secret. */
export const foreignSecretKinds: readonly ConnectorKind[] = ["pagerduty", "sentry"];

/** What a kind is set up by: a mapping of its JSON to alerts, or the topics that may send. */
export const setupKinds: readonly ConnectorKind[] = ["json", "cloudevents", "cloudwatch"];
export const longestSetup = 10_000;
const Setup = z.string().max(longestSetup);
/** `seen`, here and below: what the form was filled with; what somebody else set since is not overwritten. */
export const SetUpConnectorInput = z.object({
  id: z.string().max(40),
  setup: Setup,
  seen: Setup.optional(),
});

/** A mapping tried on an example, before it is kept. */
export const TryMappingInput = z.object({
  mapping: z.string().max(longestSetup),
  example: z.string().max(200_000),
});
export const MappingTrial = z.object({
  alerts: z.array(InboundAlert),
  refused: z.array(z.object({ field: z.string(), message: z.string() })),
});

export const RotateSecretInput = z.object({ id: z.string().max(40), secret: ForeignSecret });
export type RotateSecretInput = z.input<typeof RotateSecretInput>;
export const SwitchConnectorInput = z.object({ id: z.string().max(40), isEnabled: z.boolean() });

/** An address Vigil sends to. */
export const OutgoingUrl = z
  .url({ protocol: /^https?$/, error: "Enter a URL that starts with http:// or https://" })
  .max(500)
  .refine((url) => !/^[^/]*\/\/[^/?#]*@/.test(url), "Leave out user and password: what is sent is signed");

/** Null: replies on its tickets are recorded here and sent nowhere. */
export const SetOutgoingInput = z.object({
  id: z.string().max(40),
  url: OutgoingUrl.nullable(),
  seen: z.string().nullable().optional(),
});

/** What a reply on its way out says, and the trial of an address; docs/replies.md explains each field. */
export const OutgoingBody = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("reply"),
    id: z.string(),
    at: z.iso.datetime(),
    /** `id` is the sender's own of the ticket. */
    ticket: z.object({ id: z.string(), number: z.number(), subject: z.string(), url: z.string().optional() }),
    text: z.string(),
    author: z.object({ name: z.string(), email: z.string() }),
    /** How the person named as author approved the words: typed them, or took a proposal as it was or changed. */
    approval: z.enum(["typed", "accepted", "edited"]),
  }),
  z.object({ type: z.literal("test"), id: z.string(), at: z.iso.datetime(), text: z.string() }),
]);
export type OutgoingBody = z.infer<typeof OutgoingBody>;
