/** What the ticket of an incident is told of its alerts: the first, those graver than all before, and the end. Pure. */

import type { Severity } from "#lib/signals/model";
import type { Priority } from "#lib/sla/model";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import { cut, priorityOf } from "#lib/tickets/lenient-parsing";
import { serviceOf } from "./identity";

/** What is read of an alert. */
export type SpokenAlert = {
  id: number;
  fingerprint: string;
  name: string;
  severity: Severity | null;
  startsAt: Date;
  endsAt: Date | null;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string | null;
  flaws: string[];
};

/** Where a ticket is found, and who tells it. */
export type Telling = {
  incidentId: number;
  ticket: { source: string; externalId: string };
  senderName: string;
  queueKey: string | null;
  now: Date;
};

const longestText = 64_000;
const longestExpression = 4_000;

/** The name under which an incident's ticket is known to its source. */
export function ticketKey(incidentId: number): string {
  return `incident:${incidentId}`;
}

/** An alert in a line. */
export function summaryOf({ name, annotations }: Pick<SpokenAlert, "name" | "annotations">): string {
  return annotations.summary || annotations.title || name || "Alert";
}

/** `alert` as an event of its incident's ticket. `start` says which firing it is; what is told of it twice is one event. */
export function alertEvent(
  kind: "alert_firing" | "alert_resolved",
  alert: SpokenAlert,
  start: string,
  { incidentId, ticket, senderName, queueKey, now }: Telling,
): InboundEventInput {
  const { fingerprint, labels, annotations, startsAt, endsAt, flaws } = alert;
  const summary = summaryOf(alert);
  return {
    source: ticket.source,
    ticketExternalId: ticket.externalId,
    externalId: `incident:${incidentId}/${alert.id}/${start}/${kind === "alert_firing" ? "firing" : "resolved"}`,
    kind,
    at: kind === "alert_firing" ? startsAt : (endsAt ?? now),
    editedAt: now,
    actorKind: "monitor",
    actorName: senderName,
    body: cut([summary, annotations.description].filter(Boolean).join("\n"), longestText),
    data: {
      fingerprint,
      labels,
      annotations,
      startsAt: start,
      ...expressionOf(alert.generatorUrl),
      ...(flaws.length > 0 && { flaws }),
    },
    ticket: {
      kind: "alert",
      subject: cut(summary, 500),
      priority: alertPriority(alert),
      queueKey,
      service: cut(labels.service ?? labels.job ?? serviceOf(alert) ?? "", 80) || null,
    },
  };
}

/** By its own word for severity, else for priority; one of a team's own making is neither loud nor quiet. */
export function alertPriority({ labels, severity }: Pick<SpokenAlert, "labels" | "severity">): Priority {
  return priorityOf(labels.severity) ?? priorityOf(labels.priority) ?? priorityOf(severity) ?? "normal";
}

/** Prometheus links to its own page for the query that raised the alert, which carries the query. */
function expressionOf(generatorUrl: string | null): { expression?: string } {
  const url = generatorUrl ?? "";
  const expression = URL.canParse(url) && new URL(url).searchParams.get("g0.expr");
  return expression ? { expression: cut(expression, longestExpression) } : {};
}
