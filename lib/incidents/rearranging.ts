/** People take alerts out of an incident or put two into one; both are learned from. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { incidentAlert, incidentKey } from "#db/schema/incidents";
import { alert } from "#db/schema/signals";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { graver, gravity } from "#lib/signals/model";
import type { AlertRow } from "#lib/signals/store";
import { Board } from "./board";
import { learnVerdicts } from "./failure-learning";
import type { JoinReason } from "./model";
import { habitsOf } from "./pause-use";
import { inHand, keysOf as seekerKeys, seekersOf } from "./reading";
import { fallSilent, join, newIncident, type Working, wake } from "./working";
import { writeDown } from "./writing";

/** What counts for both where two are merged, the last most. */
const graverMajor = ["none", "dismissed", "proposed", "confirmed"];

/** So many kinds of alerts on each side are learnt from. */
const mostLearnt = 40;

/** Takes alerts out of an incident into one of their own; returns its id. Throws `conflict` where nothing would be left. */
export async function splitOff(tx: Ctx, incidentId: number, alertIds: number[]): Promise<number> {
  const reason = { rule: "person" as const, by: tx.actor.name };
  const { into, gone, kept } = await takeOut(tx, { incidentId, alertIds }, { reason });
  await learnVerdicts(tx, pairsOf(gone, kept), -1);
  return into;
}

/** Why alerts are taken out, and what is told of it beside their number. */
type Why = { reason: JoinReason; told?: Record<string, string>; actorName?: string };

/** Takes alerts out into an incident of their own; returns its id, and what can be learnt from: by which keys either side is known. */
export async function takeOut(
  tx: Ctx,
  { incidentId, alertIds }: { incidentId: number; alertIds: readonly number[] },
  { reason, told, actorName }: Why,
): Promise<{ into: number; gone: string[]; kept: string[] }> {
  const old = await incidentAtHand(tx, incidentId);
  const members = await membersIn(tx, incidentId);
  const leaving = members.filter(({ alert }) => alertIds.includes(alert.id));
  const staying = members.filter(({ alert }) => !alertIds.includes(alert.id));
  const [first] = leaving.toSorted((a, b) => gravity(b.alert.severity) - gravity(a.alert.severity));
  if (!first) throw new AppError("unprocessable", "None of these alerts belongs to this incident.");
  if (staying.length === 0) throw new AppError("conflict", "At least one alert has to stay.");
  const sender = { source: old.row.source, sourceName: old.row.sourceName, queueKey: null };
  const fresh = newIncident(-1, first.alert, sender, tx.now());
  const note = { kind: "split" as const, at: tx.now(), ...(actorName && { actorName }) };
  fresh.notes.push({ ...note, data: { from: incidentId, alerts: leaving.length, ...told } });
  old.notes.push({ ...note, data: { alerts: leaving.length, ...told } });
  const [gone, kept] = [await keysOf(tx, sender, leaving), await keysOf(tx, sender, staying)];
  const board = new Board([]);
  for (const { alert: one } of [first, ...leaving.filter((other) => other !== first)]) {
    join(fresh, one, reason, false);
    if (one.state === "resolved") fresh.row.firing -= 1;
    else old.row.firing -= 1;
    old.row.members -= 1;
  }
  for (const key of gone.found) board.put(key, fresh.row.id, fresh.row.lastJoinAt);
  if (fresh.row.firing === 0) fallSilent(fresh, first.alert.endsAt ?? tx.now());
  if (old.row.firing === 0) fallSilent(old, tx.now());
  const foreign = gone.found.filter((key) => !kept.found.includes(key));
  if (foreign.length > 0)
    await tx.db
      .delete(incidentKey)
      .where(and(eq(incidentKey.incidentId, incidentId), inArray(incidentKey.key, foreign)));
  await writeDown(tx, sender, {
    working: [old, fresh],
    members: new Map(),
    spoken: [],
    leaving: leaving.map(({ id }) => ({ memberId: id, at: tx.now() })),
    board,
  });
  return { into: fresh.row.id, gone: gone.learned, kept: kept.learned };
}

/** Puts everything of one incident into another. */
export async function mergeInto(tx: Ctx, incidentId: number, intoId: number): Promise<Working> {
  if (incidentId === intoId) throw new AppError("unprocessable", "Choose another incident.");
  const [from, into] = [await incidentAtHand(tx, incidentId), await incidentAtHand(tx, intoId)];
  const [moved, own] = [await membersIn(tx, incidentId), await membersIn(tx, intoId)];
  const sender = { source: into.row.source, sourceName: into.row.sourceName, queueKey: null };
  const [theirs, ours] = [await keysOf(tx, sender, moved), await keysOf(tx, sender, own)];
  const reason = { rule: "person" as const, by: tx.actor.name };
  await tx.db
    .update(incidentAlert)
    .set({ incidentId: intoId, reason, toldStart: null })
    .where(and(eq(incidentAlert.incidentId, incidentId), isNull(incidentAlert.leftAt)));
  await tx.db.execute(sql`
    insert into incident_key (key, incident_id, last_at)
    select key, ${intoId}, last_at from incident_key where incident_id = ${incidentId}
    on conflict (key, incident_id) do update set last_at = greatest(incident_key.last_at, excluded.last_at)`);
  await tx.db.delete(incidentKey).where(eq(incidentKey.incidentId, incidentId));
  await moveTickets(tx, incidentId, intoId);
  const rises = gravity(from.row.severity) > gravity(into.row.severity);
  into.row.members += from.row.members;
  into.row.firing += from.row.firing;
  into.row.severity = graver(into.row.severity, from.row.severity);
  if (from.row.startsAt < into.row.startsAt) into.row.startsAt = from.row.startsAt;
  if (from.row.lastJoinAt > into.row.lastJoinAt) into.row.lastJoinAt = from.row.lastJoinAt;
  if (graverMajor.indexOf(from.row.major) > graverMajor.indexOf(into.row.major))
    into.row.major = from.row.major;
  if (from.row.firing > 0) wake(into, tx.now());
  into.notes.push({ kind: "merged", at: tx.now(), data: { from: incidentId, alerts: moved.length } });
  from.notes.push({ kind: "merged", at: tx.now(), data: { into: intoId } });
  Object.assign(from.row, { status: "merged", members: 0, firing: 0, mergedInto: intoId, quietSince: null });
  const gravest = moved.find(
    ({ alert: one }) => one.state === "firing" && one.severity === from.row.severity,
  );
  const spoken =
    rises && gravest
      ? [{ alert: gravest.alert, working: into, start: gravest.alert.startsAt.toISOString() }]
      : [];
  await writeDown(tx, sender, {
    working: [from, into],
    members: new Map(),
    spoken,
    leaving: [],
    board: null,
  });
  await learnVerdicts(tx, pairsOf(theirs.learned, ours.learned), 1);
  return from;
}

/** Customers' tickets, and what they were told, go with their incident; what the other has of a ticket stays. */
async function moveTickets(tx: Ctx, incidentId: number, intoId: number): Promise<void> {
  await tx.db.execute(sql`
    update incident_ticket set incident_id = ${intoId} where incident_id = ${incidentId} and not exists (
      select from incident_ticket as own where own.incident_id = ${intoId} and own.ticket_id = incident_ticket.ticket_id)`);
  await tx.db.execute(sql`
    update incident_notice set incident_id = ${intoId} where incident_id = ${incidentId} and not exists (
      select from incident_notice as own where own.incident_id = ${intoId} and own.round = incident_notice.round
        and (own.ticket_id = incident_notice.ticket_id or own.customer_id = incident_notice.customer_id))`);
  await tx.db.execute(sql`update status_post set incident_id = ${intoId} where incident_id = ${incidentId}`);
}

async function incidentAtHand(tx: Ctx, incidentId: number): Promise<Working> {
  const working = (await inHand(tx, [incidentId])).get(incidentId);
  if (!working) throw new AppError("not_found", `There is no incident ${incidentId}.`);
  if (working.row.status === "merged")
    throw new AppError(
      "conflict",
      `Incident ${incidentId} was merged into incident ${working.row.mergedInto}.`,
    );
  return working;
}

type MemberRow = { id: number; alert: AlertRow };

function membersIn(tx: Ctx, incidentId: number): Promise<MemberRow[]> {
  return tx.db
    .select({ id: incidentAlert.id, alert })
    .from(incidentAlert)
    .innerJoin(alert, eq(alert.id, incidentAlert.alertId))
    .where(and(eq(incidentAlert.incidentId, incidentId), isNull(incidentAlert.leftAt)))
    .orderBy(incidentAlert.id);
}

async function keysOf(
  tx: Ctx,
  sender: { source: string; sourceName: string },
  members: readonly MemberRow[],
): Promise<{ found: string[]; learned: string[] }> {
  const seekers = await seekersOf(
    tx,
    sender,
    members.map((member) => member.alert),
    await habitsOf(tx),
  );
  return {
    found: [...new Set(seekers.flatMap(({ seeker }) => seekerKeys(seeker)))],
    learned: [
      ...new Set(seekers.flatMap(({ seeker: { component, series } }) => [series.key, component.keys.kind])),
    ].filter((key) => key !== null),
  };
}

/** Kinds of components are learnt with each other, and series; what is on both sides is not learned from. */
function pairsOf(some: readonly string[], others: readonly string[]): { one: string; other: string }[] {
  const own = some.filter((key) => !others.includes(key)).slice(0, mostLearnt);
  return own.flatMap((one) =>
    others
      .slice(0, mostLearnt)
      .filter((other) => kindOf(one) === kindOf(other) && !some.includes(other))
      .map((other) => ({ one, other })),
  );
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf(":"));
}
