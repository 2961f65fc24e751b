/** What an entry of the audit trail changed, as names and values a lead can read. Pure. */
import { percentWords } from "#lib/platform/percent/rules";
import { durationWords } from "../ui/time-words";
import type { AuditNames } from "./audit-sentence";

type Values = Record<string, unknown> | null;

/** A field that differs; `before` is undefined where the entry says nothing of how it was. */
export type ChangedField = { name: string; words: string; before: string | undefined; after: string };

/** What links an entry to other rows and says nothing to a reader. */
const technical = new Set(["at", "eventId", "decisionId", "ticketId", "pipelineVersion", "kind", "outcome"]);

/** Parts of 1, which people read in percent. */
const shares = new Set([
  "confidence",
  "probability",
  "threshold",
  "propensity",
  "sure",
  "match",
  "delta",
  "epsilon",
]);

/** Only the fields that differ as they are read. */
export function changedFields(before: Values, after: Values, names: AuditNames): ChangedField[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .filter((name) => !technical.has(name))
    .map((name) => ({
      name,
      words: fieldWords(name),
      before: before && name in before ? valueWords(name, before[name], names) : undefined,
      after: valueWords(name, after?.[name], names),
    }))
    .filter((field) => (field.before ?? "none") !== field.after);
}

/** A field as words: "assigneeId" is the assignee, "dueAt" is when it is due. */
function fieldWords(name: string): string {
  if (name === "ipAddress") return "IP address";
  return name
    .replace(/(Ids?|At|Ms)$/, "")
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll("_", " ");
}

/** A value as it is read: people and queues by name, shares in percent, moments as dates, spans as times. */
export function valueWords(name: string, value: unknown, names: AuditNames): string {
  if (value === null || value === undefined || value === "") return "none";
  if (Array.isArray(value)) return value.map((one) => valueWords(name, one, names)).join(", ") || "none";
  if (typeof value === "object")
    return (
      Object.entries(value)
        .map(([part, own]) => `${fieldWords(part)}: ${valueWords(part, own, names)}`)
        .join("; ") || "none"
    );
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return numberWords(name, value, names);
  return textWords(name, String(value), names);
}

function numberWords(name: string, value: number, { queues }: AuditNames): string {
  if (name === "queueId") return queues[value] ?? String(value);
  if (shares.has(name) && value >= 0 && value <= 1) return percentWords(value);
  if (/Ms$/.test(name)) return durationWords(value);
  // Without separators: numbers of tickets and versions stand here beside counts.
  return String(Number(value.toPrecision(3 + Math.trunc(Math.max(0, Math.log10(Math.abs(value) || 1))))));
}

function textWords(name: string, value: string, { people, queues }: AuditNames): string {
  if (name === "queueId") return queues[value] ?? value;
  if (/(^|[a-z])(userIds?|assigneeId|ownerId|by)$/i.test(name) && people[value]) return people[value];
  if (moment.test(value)) return momentWords(value);
  // What is one of a few known values is stored with underscores.
  return /^[a-z]+(_[a-z]+)+$/.test(value) && keyed.has(name) ? value.replaceAll("_", " ") : value;
}

/** Fields whose values are keys of ours; a tool's or an argument's name is written as it is. */
const keyed = new Set([
  "status",
  "reason",
  "dueReason",
  "followUpReason",
  "grade",
  "state",
  "verdict",
  "stage",
]);

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

function momentWords(value: string): string {
  const time = Date.parse(value);
  return Number.isNaN(time)
    ? value
    : `${new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(time)} UTC`;
}
