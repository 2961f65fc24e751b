/** Prometheus Alertmanager's webhook, version 4. */
import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import type { InboundAlert } from "#lib/signals/model";
import { cut, LenientParse } from "#lib/tickets/lenient-parsing";
import { addressOf, digestOf, firstSeverity, readEach } from "../alerts";
import { carriesSecret } from "../genuine";
import { type ConnectorDriver, refusal, type WebhookRequest } from "../webhook-request";

/** Alertmanager cannot sign: it sends the secret itself, as a bearer token or as the password of basic authentication. */
export const alertmanager = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets),

  read(payload, request) {
    const { alerts, truncatedAlerts, ...group } = payload as Record<string, unknown>;
    if (!Array.isArray(alerts) || alerts.length === 0) throw refusal("invalid", "alerts", "holds no alert");
    const read = readEach(alerts, "alerts", (alert) => alertOf(alert, request, groupOf(group)));
    const left = Number(asText(truncatedAlerts));
    const [first] = read.alerts;
    if (first && left > 0)
      first.flaws = [...(first.flaws ?? []), `Alertmanager left out ${left} more alerts of this group.`];
    return read;
  },
} satisfies ConnectorDriver;

/** Labels that say how bad something is or who is told, so that a group by them holds all sorts of things. */
const sayNothing = new Set(["severity", "priority", "team", "receiver", "prometheus", "alertstate"]);

/** The group Alertmanager made, where it was told by what; one of everything says nothing. */
export function groupOf({ groupLabels }: Record<string, unknown>): string | null {
  if (typeof groupLabels !== "object" || groupLabels === null) return null;
  const by = Object.entries(groupLabels);
  if (by.every(([name]) => sayNothing.has(name.toLowerCase()))) return null;
  return cut(by.map(([name, text]) => `${name}=${asText(text)}`).join(", "), 500);
}

/**
 * One alert, null when nothing says which it is. Alertmanager repeats itself as long as an alert fires: one firing is
 * one, however often it is told.
 */
export function alertOf(
  alert: unknown,
  { receivedAt }: Pick<WebhookRequest, "receivedAt">,
  groupKey: string | null,
): InboundAlert | null {
  if (typeof alert !== "object" || alert === null) return null;
  const sent = alert as Record<string, unknown>;
  const reading = new LenientParse(receivedAt);
  const labels = reading.texts("The labels", sent.labels);
  const annotations = reading.texts("The annotations", sent.annotations);
  const named = Object.keys(labels).length > 0 ? labels : annotations;
  const given = reading.text("The fingerprint", sent.fingerprint, 128);
  if (!given && Object.keys(named).length === 0) return null;
  const state = statusOf(sent, reading, receivedAt);
  const startsAt = reading.instant("startsAt", sent.startsAt) ?? receivedAt;
  const endsAt = state === "firing" ? null : (reading.instant("endsAt", sent.endsAt) ?? receivedAt);
  const { flaws } = reading;
  return {
    fingerprint: given || digestOf(named),
    state,
    name: cut(labels.alertname ?? "", 300),
    severity: firstSeverity(labels.severity, labels.priority),
    startsAt,
    endsAt,
    labels,
    annotations,
    generatorUrl: addressOf(sent.generatorURL),
    groupKey,
    ...(flaws.length > 0 && { flaws }),
  };
}

function statusOf(
  sent: Record<string, unknown>,
  reading: LenientParse,
  receivedAt: Date,
): "firing" | "resolved" {
  const { status, endsAt } = sent;
  if (status === "firing" || status === "resolved") return status;
  const ended = typeof endsAt === "string" ? Date.parse(endsAt) : Number.NaN;
  const isOver = ended > 0 && ended <= receivedAt.getTime();
  reading.note(
    `The status was neither firing nor resolved; the alert is taken as ${isOver ? "resolved" : "firing"}.`,
  );
  return isOver ? "resolved" : "firing";
}
