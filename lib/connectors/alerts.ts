/** What the ways in for alerts share: item by item, an address, a severity, a fingerprint where none is sent. Pure. */
import { createHash } from "node:crypto";
import type { FieldFault } from "#lib/platform/model";
import type { InboundAlert, Severity } from "#lib/signals/model";
import type { ReadDelivery } from "./delivery";
import { priorityOf } from "./reading";

/** Most alerts of one delivery. */
const mostAlerts = 1000;

/** Reads a list item by item: an odd one costs the others nothing, and is named. */
export function readEach(
  items: readonly unknown[],
  field: string,
  read: (item: unknown) => InboundAlert | null,
): ReadDelivery {
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
