/** The incidents a batch of alerts touches, as they change while it is placed; written down together at the end. */
import type { incident } from "#db/schema/incidents";
import type { ticket } from "#db/schema/tickets";
import { graver, gravity } from "#lib/signals/model";
import type { AlertRow } from "#lib/signals/store";
import { serviceOf } from "./identity";
import type { IncidentEventKind, JoinReason } from "./model";
import { summaryOf } from "./speaking";

/** Who brings alerts: the source, how people call it, and where tickets it opens start. */
export type AlertSender = { source: string; sourceName: string; queueKey: string | null };

export type IncidentRow = typeof incident.$inferSelect;

/** An alert that joins, and why; `isSpoken` when the ticket is told of it. */
export type Joining = { alert: AlertRow; reason: JoinReason; isSpoken: boolean };

/** What is read of the ticket that carries an incident's conversation. */
export type CarryingTicket = Pick<
  typeof ticket.$inferSelect,
  "id" | "source" | "externalId" | "status" | "priority"
>;

/** An incident in hand. A new one has a negative id until it is written; `loaded` is null then. */
export type Working = {
  row: IncidentRow;
  loaded: IncidentRow | null;
  ticket: CarryingTicket | null;
  joined: Joining[];
  /** What is told of it; by its source where nobody else is named. */
  notes: { kind: IncidentEventKind; at: Date; data: Record<string, unknown>; actorName?: string }[];
};

/** An alert of which the ticket of its incident hears, and of which firing. */
export type Spoken = { alert: AlertRow; working: Working; start: string };

/** How long after its end an incident opens again instead of a new one, in milliseconds. */
export const reopenWithin = 4 * 3_600_000;

/** A new incident, which `alert` will join as its first. */
export function newIncident(id: number, alert: AlertRow, sender: AlertSender, now: Date): Working {
  const row: IncidentRow = {
    id,
    title: summaryOf(alert).slice(0, 500),
    status: "open",
    severity: null,
    service: serviceOf(alert)?.slice(0, 80) ?? null,
    source: sender.source,
    sourceName: sender.sourceName,
    ticketId: null,
    startsAt: alert.startsAt,
    openedAt: now,
    lastJoinAt: alert.startsAt,
    quietSince: null,
    resolvedAt: null,
    members: 0,
    firing: 0,
    mergedInto: null,
    major: "none",
  };
  return {
    row,
    loaded: null,
    ticket: null,
    joined: [],
    notes: [{ kind: "opened", at: alert.startsAt, data: {} }],
  };
}

/** Takes a firing alert in; the ticket is told of the first, and of what is graver than everything before. */
export function join(working: Working, alert: AlertRow, reason: JoinReason, speaks: boolean): void {
  const { row, joined, notes, loaded } = working;
  const rises = gravity(alert.severity) > gravity(row.severity);
  const isFirst = loaded === null && joined.length === 0;
  if (rises && !isFirst)
    notes.push({ kind: "severity", at: alert.startsAt, data: { from: row.severity, to: alert.severity } });
  joined.push({ alert, reason, isSpoken: speaks || isFirst || rises });
  row.severity = graver(row.severity, alert.severity);
  row.members += 1;
  row.firing += 1;
  if (alert.startsAt < row.startsAt) row.startsAt = alert.startsAt;
  if (alert.startsAt > row.lastJoinAt) row.lastJoinAt = alert.startsAt;
  wake(working, alert.startsAt);
}

/** Something fires again. */
export function wake({ row, notes }: Working, at: Date): void {
  if (row.status === "resolved") notes.push({ kind: "reopened", at, data: {} });
  Object.assign(row, { status: "open", quietSince: null, resolvedAt: null });
}

/** Nothing fires any more, since `at`. */
export function fallSilent({ row }: Working, at: Date): void {
  if (row.status !== "open") return;
  Object.assign(row, { status: "settling", quietSince: at });
}
