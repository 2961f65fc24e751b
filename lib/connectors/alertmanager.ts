/** Prometheus Alertmanager's webhook, version 4: every alert of a group finds the ticket of its fingerprint. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { parseInput } from "#lib/platform/parse";
import type { Priority } from "#lib/tickets/model";
import {
  type ConnectorDriver,
  type Delivery,
  isSameSecret,
  refusal,
  refuseFuture,
  type Sender,
  type SentEvent,
  SentInstant,
} from "./delivery";
import { maxBodyLength } from "./model";

/** Alertmanager cannot sign: it sends the secret itself, as a bearer token or as the password of basic authentication. */
export const alertmanager = {
  makeSecret: () => randomBytes(32).toString("base64url"),

  authenticate({ headers }, secrets) {
    const sent = sentSecret(headers.get("authorization") ?? "");
    if (sent === null)
      throw refusal(
        "unauthenticated",
        "authorization",
        "carries neither a bearer token nor a basic password",
      );
    if (!secrets.some((secret) => isSameSecret(sent, secret)))
      throw refusal("unauthenticated", "authorization", "does not carry this connector's secret");
  },

  read(payload, delivery, sender) {
    const { alerts } = parseInput(Notification, payload);
    return alerts.map((alert, index) => eventOf(alert, `alerts.${index}`, delivery, sender));
  },
} satisfies ConnectorDriver;

const longestExpression = 4_000;
const texts = z.record(z.string(), z.string());

const Alert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels: texts,
  annotations: texts.default({}),
  startsAt: SentInstant,
  /** The year 1 while it fires. */
  endsAt: z.string().optional(),
  fingerprint: z.string().min(1).max(128),
  generatorURL: z.string().default(""),
});
type Alert = z.infer<typeof Alert>;

const Notification = z.object({
  version: z.literal("4"),
  alerts: z.array(Alert).min(1).max(1000, "are more than 1000; set max_alerts in the receiver"),
});

/** Alertmanager repeats itself as long as an alert fires: one firing is one event, however often it is told. */
function eventOf(alert: Alert, field: string, delivery: Delivery, sender: Sender): SentEvent {
  const { status, labels, annotations, startsAt, fingerprint } = alert;
  const at = status === "firing" ? startsAt : endOf(alert, field);
  refuseFuture(`${field}.${status === "firing" ? "startsAt" : "endsAt"}`, at, delivery.receivedAt);
  const summary = annotations.summary || labels.alertname || "Alert";
  return {
    externalId: `${fingerprint}/${startsAt.toISOString()}/${status}`,
    ticketExternalId: fingerprint,
    kind: status === "firing" ? "alert_firing" : "alert_resolved",
    at,
    actorKind: "monitor",
    actorName: sender.name,
    body: cut([summary, annotations.description].filter(Boolean).join("\n"), maxBodyLength),
    data: { fingerprint, labels, annotations, ...expressionOf(alert) },
    ticket: {
      kind: "alert",
      subject: cut(summary, 500),
      priority: priorityOf(labels.severity),
      queueKey: sender.queueKey,
      service: cut(labels.service ?? labels.job ?? "", 80) || null,
    },
  };
}

function endOf({ endsAt, startsAt }: Alert, field: string): Date {
  const ended = SentInstant.safeParse(endsAt);
  if (ended.success) return ended.data < startsAt ? startsAt : ended.data;
  throw refusal("invalid", `${field}.endsAt`, "is not the time the alert was resolved");
}

/** Prometheus links to its own page for the query that raised the alert, which carries the query. */
function expressionOf({ generatorURL }: Alert): { expression?: string } {
  const expression = URL.canParse(generatorURL) && new URL(generatorURL).searchParams.get("g0.expr");
  return expression ? { expression: cut(expression, longestExpression) } : {};
}

/** The names teams commonly give severities; one of their own making is neither loud nor quiet. */
function priorityOf(severity = ""): Priority {
  switch (severity.toLowerCase()) {
    case "critical":
    case "page":
    case "emergency":
      return "urgent";
    case "error":
    case "major":
    case "high":
      return "high";
    case "info":
    case "none":
    case "low":
      return "low";
    default:
      return "normal";
  }
}

function sentSecret(authorization: string): string | null {
  const [, scheme = "", credentials = ""] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(credentials, "base64").toString("utf8");
  return pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : null;
}

/** An alert is too important to be refused for its length. */
function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, "");
}
