/** Reads of metrics: sources, series by page, and one series with its history. */
import { and, asc, count, desc, eq, gt, gte, isNull, lte, or, sql } from "drizzle-orm";
import {
  metricAnomaly,
  metricChange,
  metricHour,
  metricSensitivity,
  metricSeries,
  metricSource,
  metricState,
} from "#db/schema/metrics";
import type { Ctx } from "#lib/platform/context";
import { usualRange } from "./detectors/season";
import { readState } from "./detectors/state";
import type {
  Anomaly,
  ChartBucket,
  SeriesFilter,
  SeriesRow,
  SeriesStateName,
  ServiceChange,
  Source,
} from "./model";
import { serviceOf } from "./series-service";
import { unpack } from "./store";

/** What the secret that a source sends along is kept for. */
export function signsFor(id: string): string {
  return `metric source ${id}, sending`;
}

/** All sources, in order of name, without their secrets. */
export async function metricSources(ctx: Ctx): Promise<Source[]> {
  const rows = await ctx.db
    .select({
      id: metricSource.id,
      name: metricSource.name,
      kind: metricSource.kind,
      enabled: metricSource.enabled,
      seriesLimit: metricSource.seriesLimit,
      series: sql<number>`(select count(*)::int from metric_series as series where series.source_id = metric_source.id)`,
      url: metricSource.url,
      queries: metricSource.queries,
      stepSeconds: metricSource.stepSeconds,
      lastPollError: metricSource.lastPollError,
      overLimitSince: metricSource.overLimitSince,
      late: metricSource.late,
      createdAt: metricSource.createdAt,
    })
    .from(metricSource)
    .orderBy(asc(metricSource.name), asc(metricSource.id));
  return rows;
}

const seriesColumns = {
  id: metricSeries.id,
  sourceId: metricSeries.sourceId,
  name: metricSeries.name,
  labels: metricSeries.labels,
  unit: metricSeries.unit,
  isCounter: metricSeries.isCounter,
  state: metricSeries.state,
  lastAt: metricSeries.lastAt,
  lastValue: metricSeries.lastValue,
  low: metricSeries.low,
  high: metricSeries.high,
  falseAlarmsPerWeek: metricSeries.falseAlarmsPerWeek,
};

/** A page of series in the order in which they first reported; `next` is the `after` of the following page. */
export async function seriesPage(
  ctx: Ctx,
  { words, source, state, after }: SeriesFilter,
  limit = 50,
): Promise<{ rows: SeriesRow[]; next: number | null }> {
  const pattern = words ? `%${words.replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await ctx.db
    .select(seriesColumns)
    .from(metricSeries)
    .where(
      and(
        source ? eq(metricSeries.sourceId, source) : undefined,
        state ? eq(metricSeries.state, state) : undefined,
        pattern
          ? or(sql`${metricSeries.name} ilike ${pattern}`, sql`${metricSeries.labels}::text ilike ${pattern}`)
          : undefined,
        after ? gt(metricSeries.id, after) : undefined,
      ),
    )
    .orderBy(asc(metricSeries.id))
    .limit(limit + 1);
  return { rows: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

/** How many series are in each state. */
export async function seriesCounts(ctx: Ctx): Promise<Partial<Record<SeriesStateName, number>>> {
  const rows = await ctx.db
    .select({ state: metricSeries.state, total: count() })
    .from(metricSeries)
    .groupBy(metricSeries.state);
  return Object.fromEntries(rows.map(({ state, total }) => [state, total]));
}

/** One series; null where there is none of this id. */
export async function seriesById(ctx: Ctx, id: number): Promise<SeriesRow | null> {
  const [row] = await ctx.db.select(seriesColumns).from(metricSeries).where(eq(metricSeries.id, id));
  return row ?? null;
}

/** What is set for all series of a name, null where nothing is. */
export async function nameSensitivity(ctx: Ctx, { sourceId, name }: SeriesRow): Promise<number | null> {
  const [row] = await ctx.db
    .select({ value: metricSensitivity.falseAlarmsPerWeek })
    .from(metricSensitivity)
    .where(and(eq(metricSensitivity.sourceId, sourceId), eq(metricSensitivity.name, name)));
  return row?.value ?? null;
}

export type SeriesHistory = {
  buckets: (ChartBucket & { low: number; high: number })[];
  anomalies: Anomaly[];
  changes: ServiceChange[];
};

/** Places of a chart. */
const mostBuckets = 240;
const hour = 3_600_000;

/** What a series did between two moments, what was usual by what is known now, what was found and what changed. */
export async function seriesHistory(
  ctx: Ctx,
  series: SeriesRow,
  range: { from: number; to: number },
): Promise<SeriesHistory> {
  const [points, [stored], anomalies, changes] = await Promise.all([
    pointsOf(ctx, series.id, range),
    ctx.db.select().from(metricState).where(eq(metricState.seriesId, series.id)),
    anomaliesOf(ctx, series.id, range),
    changesOf(ctx, series, range),
  ]);
  const state = readState(stored?.state ?? null);
  const buckets = bucketed(points, range).map((one) => ({ ...one, ...usualRange(state, one.at / 1000) }));
  return { buckets, anomalies, changes };
}

/** Points as far as they are kept; of older hours one, the mean, with its extremes. */
export async function pointsOf(
  ctx: Ctx,
  seriesId: number,
  { from, to }: { from: number; to: number },
): Promise<{ at: number; value: number; min: number; max: number }[]> {
  const hours = await ctx.db
    .select()
    .from(metricHour)
    .where(
      and(
        eq(metricHour.seriesId, seriesId),
        gte(metricHour.hour, Math.floor(from / hour)),
        lte(metricHour.hour, Math.floor(to / hour)),
      ),
    )
    .orderBy(asc(metricHour.hour));
  return hours
    .flatMap(({ hour: place, points, count: number, sum, min, max }) =>
      points
        ? unpack(place, points).map(({ at, value }) => ({ at, value, min: value, max: value }))
        : [{ at: (place + 0.5) * hour, value: sum / number, min, max }],
    )
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at);
}

function bucketed(
  points: readonly { at: number; value: number; min: number; max: number }[],
  { from, to }: { from: number; to: number },
): ChartBucket[] {
  const width = (to - from) / mostBuckets;
  const buckets = new Map<number, { sum: number; count: number; min: number; max: number }>();
  for (const { at, value, min, max } of points) {
    const place = Math.min(mostBuckets - 1, Math.floor((at - from) / width));
    const known = buckets.get(place) ?? { sum: 0, count: 0, min, max };
    buckets.set(place, {
      sum: known.sum + value,
      count: known.count + 1,
      min: Math.min(known.min, min),
      max: Math.max(known.max, max),
    });
  }
  return [...buckets].map(([place, { sum, count: number, min, max }]) => ({
    at: Math.round(from + (place + 0.5) * width),
    mean: sum / number,
    min,
    max,
  }));
}

async function anomaliesOf(
  ctx: Ctx,
  seriesId: number,
  { from, to }: { from: number; to: number },
): Promise<Anomaly[]> {
  return ctx.db
    .select()
    .from(metricAnomaly)
    .where(
      and(
        eq(metricAnomaly.seriesId, seriesId),
        lte(metricAnomaly.startedAt, new Date(to)),
        or(isNull(metricAnomaly.endedAt), gte(metricAnomaly.endedAt, new Date(from))),
      ),
    )
    .orderBy(desc(metricAnomaly.startedAt))
    .limit(100);
}

/** Changes of the series' own service, and those that name none. */
async function changesOf(
  ctx: Ctx,
  { labels }: SeriesRow,
  { from, to }: { from: number; to: number },
): Promise<ServiceChange[]> {
  const service = serviceOf(labels);
  return ctx.db
    .select({
      id: metricChange.id,
      title: metricChange.title,
      at: metricChange.at,
      service: metricChange.service,
      link: metricChange.link,
    })
    .from(metricChange)
    .where(
      and(
        gte(metricChange.at, new Date(from)),
        lte(metricChange.at, new Date(to)),
        service ? or(isNull(metricChange.service), eq(metricChange.service, service)) : undefined,
      ),
    )
    .orderBy(desc(metricChange.at))
    .limit(100);
}
