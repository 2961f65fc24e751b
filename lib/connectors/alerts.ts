/** What the ways in for alerts share: item by item, an address, a severity, a fingerprint where none is sent. Pure. */

import { createHash } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import type { FieldFault } from "#lib/platform/model";
import type { InboundAlert, Severity } from "#lib/signals/model";
import { cut, LenientParse, priorityOf } from "#lib/tickets/lenient-parsing";
import { stateOf } from "./state-words";
import type { ParsedRequest, WebhookRequest } from "./webhook-request";

/** Most alerts of one webhook request. */
const mostAlerts = 1000;

/** Reads a list item by item: an odd one costs the others nothing, and is named. */
export function readEach(
  items: readonly unknown[],
  field: string,
  read: (item: unknown) => InboundAlert | null,
): ParsedRequest {
  const alerts: InboundAlert[] = [];
  const refused: FieldFault[] = [];
  for (const [index, item] of items.entries()) {
    const alert = index < mostAlerts ? read(item) : null;
    if (alert) alerts.push(alert);
    else
      refused.push({ field: `${field}.${index}`, message: index < mostAlerts ? "names no alert" : tooMany });
  }
  return { events: [], alerts, refused };
}

const tooMany = `is beyond ${mostAlerts} alerts; send fewer at a time (Alertmanager: max_alerts in the receiver)`;

/** The severity a word stands for; null for one of a team's own making. */
export function severityOf(word: unknown): Severity | null {
  switch (priorityOf(word)) {
    case "urgent":
      return "critical";
    case "high":
    case "normal":
      return "warning";
    case "low":
      return "info";
    default:
      return null;
  }
}

/** The severity of the first word that stands for one: a team's own word in one field leaves it to the next. */
export function firstSeverity(...words: readonly unknown[]): Severity | null {
  return words.map(severityOf).find((severity) => severity !== null) ?? null;
}

/** A link that leads to the sender, null for anything else. */
export function addressOf(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 4_000 || !URL.canParse(value)) return null;
  return /^https?:/i.test(value) ? value : null;
}

/** A fingerprint of what names an alert. */
export function digestOf(texts: Record<string, string>): string {
  const sorted = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 16);
}

/** An alert in a sender's own words, field by field. */
export type Telling = {
  /** What tells it from others of this source. */
  id: unknown;
  state: unknown;
  name: unknown;
  /** A word, or several of which the first that is understood counts. */
  severity?: unknown;
  startsAt?: unknown;
  endsAt?: unknown;
  /** When it is over at the latest, of what its source never ends. */
  overAt?: Date;
  labels?: unknown;
  summary?: unknown;
  description?: unknown;
  url?: unknown;
  group?: unknown;
  annotations?: unknown;
};

/** An alert as far as it can be read; null when nothing says which it is. */
export function alertFrom(
  told: Telling,
  { receivedAt }: Pick<WebhookRequest, "receivedAt">,
): InboundAlert | null {
  const reading = new LenientParse(receivedAt);
  const labels = reading.texts("The labels", told.labels);
  const name = reading.text("The name", told.name, 300) ?? "";
  const id = reading.text("The id", told.id, 10_000);
  if (!id && !name && Object.keys(labels).length === 0) return null;
  const word = reading.text("The state", told.state, 100) ?? "";
  const state = stateOf(word);
  const isOver = state === "resolved";
  if (state === null)
    reading.note(`The state “${cut(word, 40)}” is not known; the alert is taken as firing.`);
  const startsAt = reading.instant("The start", told.startsAt) ?? receivedAt;
  const endsAt = isOver ? (reading.instant("The end", told.endsAt) ?? receivedAt) : null;
  const words = {
    summary: reading.text("The summary", told.summary, 16_000),
    description: reading.text("The description", told.description, 16_000),
  };
  const annotations = {
    ...reading.texts("The annotations", told.annotations),
    ...Object.fromEntries(Object.entries(words).flatMap(([key, text]) => (text ? [[key, text]] : []))),
  };
  const group = reading.text("The group", told.group, 500);
  const { flaws } = reading;
  return {
    fingerprint: fitting(id || digestOf({ alertname: name, ...labels })),
    state: isOver ? "resolved" : "firing",
    name,
    severity: firstSeverity(...[told.severity].flat(), labels.severity),
    startsAt,
    endsAt,
    labels: name && !labels.alertname ? { alertname: name, ...labels } : labels,
    annotations,
    generatorUrl: addressOf(told.url),
    ...(told.overAt && !isOver && { overAt: told.overAt }),
    ...(group && { groupKey: group }),
    ...(flaws.length > 0 && { flaws }),
  };
}

/** What a sender holds under `path`, step by step; undefined where there is nothing. */
export function at(value: unknown, ...path: string[]): unknown {
  let found: unknown = value;
  for (const step of path)
    found =
      typeof found === "object" && found !== null ? (found as Record<string, unknown>)[step] : undefined;
  return found;
}

/** What a sender told without the values that are only the name of a variable nobody filled in: those say nothing. */
export function filledIn(payload: unknown, variable: RegExp): unknown {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return payload;
  return Object.fromEntries(
    Object.entries(payload).filter(([, value]) => typeof value !== "string" || !variable.test(value.trim())),
  );
}

/** Lists of `name:value` texts, as several senders write labels, as labels. */
export function tagged(tags: unknown): Record<string, string> {
  const list = Array.isArray(tags) ? tags : asText(tags).split(",");
  return Object.fromEntries(
    list.flatMap((tag) => {
      const text =
        typeof tag === "object" && tag !== null
          ? `${asText(at(tag, "tag") ?? at(tag, "key"))}:${asText(at(tag, "value"))}`
          : asText(tag).trim();
      if (!text) return [];
      const colon = text.indexOf(":");
      return [colon > 0 ? [text.slice(0, colon), text.slice(colon + 1)] : [text, "yes"]];
    }),
  );
}

/** A read webhook request of one alert. */
export function readOne(alert: InboundAlert | null): ParsedRequest {
  return { events: [], alerts: alert ? [alert] : [], refused: alert ? [] : [nothing] };
}

const nothing = { field: "body", message: "names no alert" };

/** An id that is too long keeps its beginning and what tells it from others. */
function fitting(id: string): string {
  return id.length <= 200
    ? id
    : `${cut(id, 150)}~${createHash("sha256").update(id).digest("hex").slice(0, 32)}`;
}
