/** An incident as people find it, and what they leave on its timeline. */
import { eq } from "drizzle-orm";
import { incident, incidentEvent } from "#db/schema/incidents";
import { lockAlerts } from "#lib/incidents/lock";
import type { IncidentEventKind } from "#lib/incidents/model";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { IncidentRow } from "./members";

/** An incident that no alert changes until the transaction ends. */
export async function lockIncident(tx: Ctx, incidentId: number): Promise<IncidentRow> {
  await lockAlerts(tx);
  return activeIncident(tx, incidentId);
}

/** An incident as it stands. Throws `not_found`, and `conflict` for one that was merged. */
export async function activeIncident(tx: Ctx, incidentId: number): Promise<IncidentRow> {
  const [row] = await tx.db.select().from(incident).where(eq(incident.id, incidentId));
  if (!row) throw new AppError("not_found", `There is no incident ${incidentId}.`);
  if (row.status === "merged")
    throw new AppError("conflict", `Incident ${incidentId} was merged into incident ${row.mergedInto}.`);
  return row;
}

/** Writes down what happened to an incident. */
export async function note(
  tx: Ctx,
  incidentId: number,
  kind: IncidentEventKind,
  data: Record<string, unknown>,
): Promise<void> {
  await tx.db
    .insert(incidentEvent)
    .values({ incidentId, kind, at: tx.now(), actorName: tx.actor.name, data });
}
