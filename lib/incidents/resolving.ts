/** When an incident is over: every alert has ended and nothing came back for a quiet time. */
import { and, eq, gte, isNull, sql } from "drizzle-orm";
import { incident, incidentAlert, incidentEvent } from "#db/schema/incidents";
import { alert, alertEpisode } from "#db/schema/signals";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { recordEvents } from "#lib/tickets/commands";
import { alertEvent, ticketKey } from "./speaking";
import type { IncidentRow, Working } from "./working";

/** How long everything must be quiet, in milliseconds; longer where an alert has kept coming back. */
const quietTime = 60_000;
const quietTimeFlapping = 10 * 60_000;
/** So many times on and off within an hour is flapping. */
const flapping = 3;

/** How long incidents have to be quiet to be over, by id; those of whom an alert flaps longer. */
export async function quietTimes(tx: Ctx, incidentIds: number[]): Promise<Map<number, number>> {
  if (incidentIds.length === 0) return new Map();
  const since = new Date(tx.now().getTime() - 3_600_000);
  const rows = await tx.db
    .select({ incidentId: incidentAlert.incidentId })
    .from(incidentAlert)
    .innerJoin(alertEpisode, eq(alertEpisode.alertId, incidentAlert.alertId))
    .where(
      and(
        sql`${incidentAlert.incidentId} = any(${sql.param(incidentIds)})`,
        isNull(incidentAlert.leftAt),
        gte(alertEpisode.flips, flapping),
        gte(alertEpisode.endsAt, since),
      ),
    );
  const restless = new Set(rows.map(({ incidentId }) => incidentId));
  return new Map(incidentIds.map((id) => [id, restless.has(id) ? quietTimeFlapping : quietTime]));
}

/** True for an incident that had been quiet long enough when an alert began at `at`. */
export function hasBeenQuiet({ status, quietSince }: IncidentRow, at: Date): boolean {
  return (
    status === "settling" && quietSince !== null && at.getTime() - quietSince.getTime() > quietTimeFlapping
  );
}

/** The incident is over: its ticket hears of the end of every alert it was told of. */
export async function resolveNow(tx: Ctx, working: Pick<Working, "row" | "ticket">): Promise<void> {
  const { row, ticket } = working;
  const resolvedAt = row.quietSince ?? tx.now();
  Object.assign(row, { status: "resolved", resolvedAt, quietSince: null });
  await tx.db
    .update(incident)
    .set({ status: "resolved", resolvedAt, quietSince: null })
    .where(eq(incident.id, row.id));
  await tx.db.insert(incidentEvent).values({
    incidentId: row.id,
    kind: "resolved",
    at: resolvedAt,
    actorName: row.sourceName,
  });
  await recordAudit(tx, {
    action: "incident.resolve",
    entity: "incident",
    entityId: row.id,
    after: { ticketId: row.ticketId },
  });
  const told = await tx.db
    .select({ alert, toldStart: incidentAlert.toldStart })
    .from(incidentAlert)
    .innerJoin(alert, eq(alert.id, incidentAlert.alertId))
    .where(
      and(
        eq(incidentAlert.incidentId, row.id),
        isNull(incidentAlert.leftAt),
        sql`${incidentAlert.toldStart} is not null`,
      ),
    )
    .orderBy(incidentAlert.id)
    .limit(1000);
  const telling = {
    incidentId: row.id,
    ticket: { source: ticket?.source ?? row.source, externalId: ticket?.externalId ?? ticketKey(row.id) },
    senderName: row.sourceName,
    queueKey: null,
    now: tx.now(),
  };
  // One that has begun again by now ended when the incident fell silent.
  const events = told.map((one) =>
    alertEvent(
      "alert_resolved",
      { ...one.alert, endsAt: one.alert.endsAt ?? resolvedAt },
      one.toldStart ?? "",
      telling,
    ),
  );
  if (events.length > 0) await recordEvents(tx, { events });
  await publishChange(tx, "incident", row.ticketId, { incidentId: row.id });
}
