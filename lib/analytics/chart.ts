/** What a chart is made of, and the pieces its query shares with the others: days, percentiles, the range. */
import { type AnyColumn, and, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { addDays, type ChartWords, daysBetween, type Figures, type Point } from "./model";

/** The range of a question: `from` inclusive, `to` exclusive, `days` in order. */
export type Range = { from: Date; to: Date; days: string[]; queueId: number | null };

/** A chart: its words, and the query behind its figures. */
export type Chart = Omit<ChartWords, "id"> & { load(ctx: Ctx, range: Range): Promise<Figures> };

/** The range from the first day to the last, both included, in UTC. */
export function rangeOf({
  from,
  to,
  queueId,
}: {
  from: string;
  to: string;
  queueId?: number | undefined;
}): Range {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  return { from: new Date(from), to: new Date(addDays(to, 1)), days, queueId: queueId ?? null };
}

/** The UTC day of an instant, as "2026-03-12". */
export function dayOf(instant: AnyColumn): SQL<string> {
  return sql<string>`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD')`;
}

/** True for instants within the range. */
export function during(instant: AnyColumn, range: Range): SQL | undefined {
  return and(gte(instant, range.from), lt(instant, range.to));
}

/** True for rows of the range's queue; for all rows when it has none. */
export function inQueue(queueId: AnyColumn, range: Range): SQL | undefined {
  return range.queueId === null ? undefined : eq(queueId, range.queueId);
}

/** True for rows whose ticket is in the range's queue; no ticket is read when the range has none. */
export function ofQueue(ticketId: AnyColumn, range: Pick<Range, "queueId">): SQL | undefined {
  if (range.queueId === null) return undefined;
  return sql`${ticketId} in (select id from ticket where queue_id = ${range.queueId})`;
}

/** Milliseconds from one instant to another. */
export function elapsed(from: AnyColumn, to: AnyColumn): SQL<number> {
  return sql<number>`extract(epoch from ${to} - ${from}) * 1000`;
}

/** A percentile with linear interpolation between neighbours; null without rows. */
export function percentile(share: number, value: SQL | AnyColumn): SQL<number | null> {
  return sql<
    number | null
  >`percentile_cont(${sql.raw(String(share))}) within group (order by ${value})`.mapWith(Number);
}

/** Rows counted. */
export const count = sql<number>`count(*)::int`;

/** Rows counted for which `condition` holds. */
export function countIf(condition: SQL): SQL<number> {
  return sql<number>`(count(*) filter (where ${condition}))::int`;
}

/** One point a day and series, in the order of the days; a day without a row gets `missing`. */
export function perDay<Row extends { day: string }>(
  range: Range,
  rows: readonly Row[],
  series: Record<string, (row: Row) => number | null>,
  missing: 0 | null,
): Point[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return range.days.flatMap((x) =>
    Object.entries(series).map(([name, figure]) => {
      const row = byDay.get(x);
      return { x, series: name, y: row ? figure(row) : missing };
    }),
  );
}

/** One point a category and series. */
export function perCategory<Row extends { x: string }>(
  rows: readonly Row[],
  series: Record<string, (row: Row) => number | null>,
): Point[] {
  return rows.flatMap((row) =>
    Object.entries(series).map(([name, figure]) => ({ x: row.x, series: name, y: figure(row) })),
  );
}

/** The sum of one figure over rows. */
export function sumOf<Row>(rows: readonly Row[], figure: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + figure(row), 0);
}
