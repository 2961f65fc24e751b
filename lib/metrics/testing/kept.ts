/** What is kept of a source, for tests to look at. */
import { asc, eq, sql } from "drizzle-orm";
import {
  metricAnomaly,
  metricHour,
  metricInbox,
  metricSeries,
  metricSource,
  metricState,
} from "#db/schema/metrics";
import { alert } from "#db/schema/signals";
import type { Ctx } from "#lib/platform/context";

export function keptSeries({ db }: Ctx, sourceId: string) {
  return db
    .select()
    .from(metricSeries)
    .where(eq(metricSeries.sourceId, sourceId))
    .orderBy(asc(metricSeries.id));
}

export function keptHours({ db }: Ctx, seriesId: number) {
  return db.select().from(metricHour).where(eq(metricHour.seriesId, seriesId)).orderBy(asc(metricHour.hour));
}

/** The detector's memory of a series. */
export async function keptState({ db }: Ctx, seriesId: number) {
  const [row] = await db.select().from(metricState).where(eq(metricState.seriesId, seriesId));
  return row?.state ?? null;
}

export function keptAnomalies({ db }: Ctx, seriesId: number) {
  return db
    .select()
    .from(metricAnomaly)
    .where(eq(metricAnomaly.seriesId, seriesId))
    .orderBy(asc(metricAnomaly.id));
}

export function toldAlerts({ db }: Ctx, fingerprint: string) {
  return db.select().from(alert).where(eq(alert.fingerprint, fingerprint));
}

export async function keptSource({ db }: Ctx, sourceId: string) {
  const [row] = await db.select().from(metricSource).where(eq(metricSource.id, sourceId));
  return row;
}

/** Requests that wait. */
export function waiting({ db }: Ctx, sourceId: string): Promise<number> {
  return db.$count(metricInbox, eq(metricInbox.sourceId, sourceId));
}

/** The tables of metrics, emptied; for what looks at all sources at once. */
export async function forgetMetrics({ db }: Ctx): Promise<void> {
  await db.execute(sql`truncate metric_inbox, metric_hour, metric_anomaly, metric_state, metric_change,
    metric_sensitivity, metric_series, metric_source restart identity cascade`);
}

/** The bodies of a source that wait to be ingested: how they are packed, and their length in bytes. */
export function waitingBodies({ db }: Ctx, sourceId: string) {
  return db
    .select({ encoding: metricInbox.encoding, bytes: sql<number>`length(${metricInbox.body})` })
    .from(metricInbox)
    .where(eq(metricInbox.sourceId, sourceId));
}
