/** Keeps alerts and the stretches of time in which they fired, with a number of statements that does not grow with theirs. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { insertRows, toJson } from "#db/json";
import { alert, alertEpisode } from "#db/schema/signals";
import type { Ctx } from "#lib/platform/context";
import type { KeptAlert } from "./telling";

/** An alert's row. */
export type AlertRow = typeof alert.$inferSelect;

/** The alerts of a source that are known already, by fingerprint. */
export async function knownAlerts(
  tx: Ctx,
  source: string,
  fingerprints: string[],
): Promise<Map<string, AlertRow>> {
  if (fingerprints.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(alert)
    .where(and(eq(alert.source, source), inArray(alert.fingerprint, fingerprints)));
  return new Map(rows.map((row) => [row.fingerprint, row]));
}

/** How many alerts of a source there are. */
export function alertCount({ db }: Ctx, source: string): Promise<number> {
  return db.$count(alert, eq(alert.source, source));
}

/** Writes new alerts down and returns their ids by fingerprint. */
export async function addAlerts(tx: Ctx, alerts: KeptAlert[]): Promise<Map<string, number>> {
  if (alerts.length === 0) return new Map();
  const rows = await tx.db.execute<{ id: number; fingerprint: string }>(
    insertRows(alert, alerts, sql`returning id::float8 as id, fingerprint`),
  );
  return new Map(rows.map(({ id, fingerprint }) => [fingerprint, id]));
}

/** Writes known alerts as they are now. */
export async function updateAlerts(tx: Ctx, alerts: AlertRow[]): Promise<void> {
  if (alerts.length === 0) return;
  await tx.db.execute(sql`
    update alert set name = new.name, state = new.state, severity = new.severity, starts_at = new."startsAt",
      ends_at = new."endsAt", last_seen_at = new."lastSeenAt", occurrences = new.occurrences, labels = new.labels,
      annotations = new.annotations, generator_url = new."generatorUrl", group_key = new."groupKey",
      flaws = new.flaws, is_heartbeat = new."isHeartbeat", overdue_at = new."overdueAt",
      ends_told = new."endsTold"
    from json_to_recordset(${toJson(alerts)}::text::json) as new (
      id bigint, name text, state text, severity text, "startsAt" timestamptz, "endsAt" timestamptz,
      "lastSeenAt" timestamptz, occurrences int, labels jsonb, annotations jsonb, "generatorUrl" text,
      "groupKey" text, flaws jsonb, "isHeartbeat" boolean, "overdueAt" timestamptz,
      "endsTold" int)
    where alert.id = new.id`);
}

/** A firing that began or ended, of the alert `alertId`. */
export type Turn = { alertId: number; began?: Date; ended?: Date };

/** How soon an alert must come back for the pause to count as flapping, in milliseconds. */
const flapPause = 10 * 60_000;

/** Notes when alerts fired, in the order told; one that comes back soon goes on where it stopped, and is counted. */
export async function noteTurns(tx: Ctx, turns: Turn[]): Promise<void> {
  if (turns.length === 0) return;
  const ids = [...new Set(turns.map(({ alertId }) => alertId))];
  const last = await tx.db
    .selectDistinctOn([alertEpisode.alertId])
    .from(alertEpisode)
    .where(inArray(alertEpisode.alertId, ids))
    .orderBy(alertEpisode.alertId, sql`${alertEpisode.id} desc`);
  const open = new Map<number, Episode>(last.map((row) => [row.alertId, row]));
  const touched = new Set<Episode>();
  for (const { alertId, began, ended } of turns) {
    const before = open.get(alertId);
    if (ended && before) touched.add(Object.assign(before, { endsAt: ended }));
    if (!began) continue;
    if (before?.endsAt && began.getTime() - before.endsAt.getTime() <= flapPause) {
      touched.add(Object.assign(before, { endsAt: null, flips: before.flips + 1 }));
      continue;
    }
    const fresh: Episode = { alertId, startsAt: began, endsAt: null, flips: 0 };
    open.set(alertId, fresh);
    touched.add(fresh);
  }
  const changed = [...touched].filter(({ id }) => id !== undefined);
  if (changed.length > 0)
    await tx.db.execute(sql`
      update alert_episode set ends_at = new."endsAt", flips = new.flips
      from json_to_recordset(${toJson(changed)}::text::json) as new (id bigint, "endsAt" timestamptz, flips int)
      where alert_episode.id = new.id`);
  const added = [...touched].filter(({ id }) => id === undefined);
  if (added.length > 0) await tx.db.execute(insertRows(alertEpisode, added));
}

type Episode = { id?: number; alertId: number; startsAt: Date; endsAt: Date | null; flips: number };
