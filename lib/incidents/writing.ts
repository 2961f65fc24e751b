/** Writes down what placing a batch of alerts came to: incidents, members, keys, and what their tickets are told. */
import { eq, sql } from "drizzle-orm";
import { insertRows, toJson } from "#db/json";
import { incident, incidentAlert, incidentEvent, incidentKey } from "#db/schema/incidents";
import { pageIncident } from "#lib/oncall/causes";
import { recordAudit } from "#lib/platform/audit";
import { publishChanges } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { enqueueAll } from "#lib/platform/jobs/enqueue";
import type { Board } from "./board";
import { fewestSigns } from "./causes";
import type { Membership } from "./reading";
import { quietTimes } from "./resolving";
import { tellTickets } from "./telling-tickets";
import type { AlertSender, Spoken, Working } from "./working";

/** An incident is looked at for two causes once nothing has joined it for so long, in milliseconds. */
const divideAfter = 3 * 60_000;

/** Where an alert ended up. */
export type Placed = { incidentId: number; ticketId: number | null };

/** A place in an incident that an alert leaves. */
export type Leaving = { memberId: number; at: Date };

export type Batch = {
  working: Working[];
  members: ReadonlyMap<number, Membership>;
  spoken: Spoken[];
  leaving: Leaving[];
  board: Board | null;
};

/** Writes a batch down; returns where each of its alerts ended up. */
export async function writeDown(tx: Ctx, sender: AlertSender, batch: Batch): Promise<Map<number, Placed>> {
  const touched = batch.working.filter(hasChanged);
  const ids = await addIncidents(tx, touched);
  await updateIncidents(tx, touched);
  for (const { memberId, at } of batch.leaving)
    await tx.db.update(incidentAlert).set({ leftAt: at }).where(eq(incidentAlert.id, memberId));
  const joined = touched.flatMap((working) =>
    working.joined.map((joining) => ({ ...joining, working, start: joining.alert.startsAt.toISOString() })),
  );
  await addMembers(tx, joined);
  await addKeys(tx, batch.board, ids);
  await addNotes(tx, sender, touched);
  await tellTickets(tx, sender, [...joined.filter(({ isSpoken }) => isSpoken), ...batch.spoken]);
  await followUp(tx, touched);
  const placed = new Map<number, Placed>();
  const inHand = new Map(batch.working.map(({ row }) => [row.id, row]));
  for (const [alertId, { incidentId }] of batch.members)
    placed.set(alertId, { incidentId, ticketId: inHand.get(incidentId)?.ticketId ?? null });
  for (const { alert, working } of joined)
    placed.set(alert.id, { incidentId: working.row.id, ticketId: working.row.ticketId });
  return placed;
}

function hasChanged({ row, loaded }: Working): boolean {
  return JSON.stringify(row) !== JSON.stringify(loaded);
}

/** New incidents get their ids, in place; returns them by the ones they had in hand. */
async function addIncidents(tx: Ctx, touched: readonly Working[]): Promise<Map<number, number>> {
  const fresh = touched.filter(({ loaded }) => loaded === null);
  const ids = new Map<number, number>();
  if (fresh.length === 0) return ids;
  const made = await tx.db.execute<{ id: number }>(
    insertRows(
      incident,
      fresh.map(({ row: { id: _, ...row } }) => row),
      sql`returning id::float8 as id`,
    ),
  );
  fresh.forEach(({ row }, index) => {
    const id = made[index]?.id ?? 0;
    ids.set(row.id, id);
    row.id = id;
  });
  await recordAudit(
    tx,
    ...fresh.map(({ row }) => ({
      action: "incident.open" as const,
      entity: "incident" as const,
      entityId: row.id,
      after: { title: row.title, severity: row.severity, members: row.members },
    })),
  );
  return ids;
}

async function updateIncidents(tx: Ctx, touched: readonly Working[]): Promise<void> {
  const rows = touched.filter(({ loaded }) => loaded !== null).map(({ row }) => row);
  if (rows.length === 0) return;
  await tx.db.execute(sql`
    update incident set status = new.status, severity = new.severity, starts_at = new."startsAt",
      last_join_at = new."lastJoinAt", quiet_since = new."quietSince", resolved_at = new."resolvedAt",
      members = new.members, firing = new.firing, merged_into = new."mergedInto", major = new.major
    from json_to_recordset(${toJson(rows)}::text::json) as new (
      id bigint, status text, severity text, "startsAt" timestamptz, "lastJoinAt" timestamptz,
      "quietSince" timestamptz, "resolvedAt" timestamptz, members int, firing int, "mergedInto" bigint,
      major text)
    where incident.id = new.id`);
}

async function addMembers(tx: Ctx, joined: readonly (Working["joined"][number] & Spoken)[]): Promise<void> {
  if (joined.length === 0) return;
  const rows = joined.map(({ alert, working, reason, isSpoken, start }) => ({
    incidentId: working.row.id,
    alertId: alert.id,
    reason,
    joinedAt: tx.now(),
    toldStart: isSpoken ? start : null,
  }));
  await tx.db.execute(insertRows(incidentAlert, rows));
}

async function addKeys(tx: Ctx, board: Board | null, ids: ReadonlyMap<number, number>): Promise<void> {
  const rows = (board?.written() ?? []).map((row) => ({
    ...row,
    incidentId: ids.get(row.incidentId) ?? row.incidentId,
  }));
  if (rows.length === 0) return;
  await tx.db.execute(
    insertRows(
      incidentKey,
      rows,
      sql`on conflict (key, incident_id) do update set last_at = greatest(incident_key.last_at, excluded.last_at)`,
    ),
  );
}

/** What people did bears their name, and what alerts did that of their source. */
async function addNotes(tx: Ctx, { sourceName }: AlertSender, touched: readonly Working[]): Promise<void> {
  const actorName = tx.actor.kind === "user" ? tx.actor.name : sourceName;
  const rows = touched.flatMap(({ row, notes }) =>
    notes.map((note) => ({ incidentId: row.id, actorName, ...note })),
  );
  if (rows.length > 0) await tx.db.execute(insertRows(incidentEvent, rows));
}

/** Who looks at the page hears of it, and what fell silent is looked at again when its quiet time is over. */
async function followUp(tx: Ctx, touched: readonly Working[]): Promise<void> {
  await publishChanges(
    tx,
    touched.map(({ row }) => ({ topic: "incident", ticketId: row.ticketId, data: { incidentId: row.id } })),
  );
  const at = new Date(tx.now().getTime() + divideAfter);
  const grown = touched.filter(({ row, joined }) => joined.length > 0 && row.members >= fewestSigns);
  await enqueueAll(
    tx,
    grown.map(({ row: { id, lastJoinAt } }) => {
      const options = { id: `divide:${id}:${lastJoinAt.getTime()}`, at };
      const input = { incidentId: id, since: lastJoinAt.toISOString() };
      return { name: "incidents.divide" as const, input, options };
    }),
  );
  for (const { row, loaded } of touched)
    if (row.status === "open" && row.severity !== loaded?.severity) await pageIncident(tx, row);
  const silent = touched.filter(
    ({ row, loaded }) => row.status === "settling" && loaded?.status !== "settling",
  );
  const quiet = await quietTimes(
    tx,
    silent.map(({ row }) => row.id),
  );
  await enqueueAll(
    tx,
    silent.map(({ row: { id, quietSince } }) => {
      const since = (quietSince ?? tx.now()).toISOString();
      const at = new Date(tx.now().getTime() + (quiet.get(id) ?? 0));
      const options = { id: `settle:${id}:${at.getTime()}`, at };
      return { name: "incidents.settle" as const, input: { incidentId: id, since }, options };
    }),
  );
}
