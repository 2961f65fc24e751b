/** Prometheus Alertmanager's webhook, version 4: every alert of a group finds the ticket of its fingerprint. */
import { createHash, randomBytes } from "node:crypto";
import type { Priority } from "#lib/tickets/model";
import {
  type ConnectorDriver,
  type Delivery,
  isSameSecret,
  type ReadEvents,
  refusal,
  type Sender,
  type SentEvent,
} from "./delivery";
import { maxTextLength } from "./model";
import { cut, priorityOf, Reading } from "./reading";

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
    const { alerts, truncatedAlerts } = payload as { alerts?: unknown; truncatedAlerts?: unknown };
    if (!Array.isArray(alerts) || alerts.length === 0) throw refusal("invalid", "alerts", "holds no alert");
    const read: ReadEvents = { events: [], refused: [] };
    for (const [index, alert] of alerts.entries()) {
      const event = index < mostAlerts ? eventOf(alert, delivery, sender) : null;
      if (event) read.events.push(event);
      else
        read.refused.push({
          field: `alerts.${index}`,
          message: index < mostAlerts ? "names no alert" : tooMany,
        });
    }
    const left = Number(truncatedAlerts);
    const [first] = read.events;
    if (first?.data && left > 0)
      first.data.flaws = [
        ...(first.data.flaws ?? []),
        `Alertmanager left out ${left} more alerts of this group.`,
      ];
    return read;
  },
} satisfies ConnectorDriver;

const mostAlerts = 1000;
const tooMany = `is beyond ${mostAlerts} alerts; set max_alerts in the receiver`;
const longestExpression = 4_000;

/**
 * One alert as an event, null when nothing says which it is. Alertmanager repeats itself as long as an alert fires: one
 * firing is one event, however often it is told, and changed annotations are an edit of it.
 */
function eventOf(alert: unknown, { receivedAt }: Delivery, sender: Sender): SentEvent | null {
  if (typeof alert !== "object" || alert === null) return null;
  const sent = alert as Record<string, unknown>;
  const reading = new Reading(receivedAt);
  const labels = reading.texts("The labels", sent.labels);
  const annotations = reading.texts("The annotations", sent.annotations);
  const named = Object.keys(labels).length > 0 ? labels : annotations;
  const given = reading.text("The fingerprint", sent.fingerprint, 128);
  if (!given && Object.keys(named).length === 0) return null;
  const fingerprint = given || digest(named);
  const starts = reading.instant("startsAt", sent.startsAt);
  const isFiring = statusOf(sent, reading, receivedAt) === "firing";
  const startsAt = starts ?? receivedAt;
  const ended = isFiring ? null : (reading.instant("endsAt", sent.endsAt) ?? receivedAt);
  const at = ended && ended > startsAt ? ended : startsAt;
  // An unreadable start still tells one firing from another.
  const start = starts && starts !== receivedAt ? starts.toISOString() : cut(String(sent.startsAt ?? ""), 40);
  const summary = annotations.summary || labels.alertname || "Alert";
  const { flaws } = reading;
  return {
    externalId: `${fingerprint}/${start}/${isFiring ? "firing" : "resolved"}`,
    ticketExternalId: fingerprint,
    kind: isFiring ? "alert_firing" : "alert_resolved",
    at,
    editedAt: receivedAt,
    actorKind: "monitor",
    actorName: sender.name,
    body: cut([summary, annotations.description].filter(Boolean).join("\n"), maxTextLength),
    data: {
      fingerprint,
      labels,
      annotations,
      startsAt: start,
      ...expressionOf(sent.generatorURL),
      ...(flaws.length > 0 && { flaws }),
    },
    ticket: {
      kind: "alert",
      subject: cut(summary, 500),
      priority: priorityOfLabels(labels),
      queueKey: sender.queueKey,
      service: cut(labels.service ?? labels.job ?? "", 80) || null,
    },
  };
}

function statusOf(sent: Record<string, unknown>, reading: Reading, receivedAt: Date): "firing" | "resolved" {
  const { status, endsAt } = sent;
  if (status === "firing" || status === "resolved") return status;
  const ended = typeof endsAt === "string" ? Date.parse(endsAt) : Number.NaN;
  const isOver = ended > 0 && ended <= receivedAt.getTime();
  reading.note(
    `The status was neither firing nor resolved; the alert is taken as ${isOver ? "resolved" : "firing"}.`,
  );
  return isOver ? "resolved" : "firing";
}

function digest(texts: Record<string, string>): string {
  const sorted = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 16);
}

/** Prometheus links to its own page for the query that raised the alert, which carries the query. */
function expressionOf(generatorUrl: unknown): { expression?: string } {
  const url = typeof generatorUrl === "string" ? generatorUrl : "";
  const expression = URL.canParse(url) && new URL(url).searchParams.get("g0.expr");
  return expression ? { expression: cut(expression, longestExpression) } : {};
}

/** By severity, else by priority; one of a team's own making is neither loud nor quiet. */
function priorityOfLabels({ severity, priority }: Record<string, string>): Priority {
  return priorityOf(severity) ?? priorityOf(priority) ?? "normal";
}

function sentSecret(authorization: string): string | null {
  const [, scheme = "", credentials = ""] = /^(\w+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return credentials;
  if (scheme.toLowerCase() !== "basic") return null;
  const pair = Buffer.from(credentials, "base64").toString("utf8");
  return pair.includes(":") ? pair.slice(pair.indexOf(":") + 1) : null;
}
