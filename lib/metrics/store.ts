/** Series, their states and their hours in the database: any number of them with a number of statements that does not grow. */
import { sql } from "drizzle-orm";
import { toJson } from "#db/json";
import type { Ctx } from "#lib/platform/context";
import { stateBytes } from "./detectors/state";
import { keyOf, type SentSeries } from "./formats/batch";
import type { SeriesStateName } from "./model";

/** A series as samples meet it. */
export type KnownSeries = {
  id: number;
  key: string;
  name: string;
  labels: Record<string, string>;
  unit: string;
  isCounter: boolean;
  state: SeriesStateName;
  /** Null: no point yet. In milliseconds. */
  lastAt: number | null;
  falseAlarmsPerWeek: number;
  stored: Uint8Array | null;
};

/** The known ones of these series, by key, with what is known of each. */
export async function knownSeries(
  tx: Ctx,
  sourceId: string,
  { keys, usual }: { keys: string[]; usual: number },
): Promise<Map<string, KnownSeries>> {
  const rows = await tx.db.execute<Omit<KnownSeries, "stored"> & { stored: Uint8Array | null }>(sql`
    select series.id::float8 as id, series.key, series.name, series.labels, series.unit,
      series.is_counter as "isCounter", series.state,
      extract(epoch from series.last_at)::float8 * 1000 as "lastAt",
      coalesce(series.false_alarms_per_week, of_name.false_alarms_per_week, of_all.false_alarms_per_week,
        ${usual}::real)::float8 as "falseAlarmsPerWeek",
      known.state as stored
    from metric_series as series
    left join metric_state as known on known.series_id = series.id
    left join metric_sensitivity as of_name on of_name.source_id = series.source_id and of_name.name = series.name
    left join metric_sensitivity as of_all on of_all.source_id = series.source_id and of_all.name = ''
    where series.source_id = ${sourceId} and series.key = any(${sql.param(keys)}::text[])`);
  return new Map(rows.map((row) => [row.key, row]));
}

/** Adds series, at most `most` of them; those beyond are left out. */
export async function addSeriesRows(
  tx: Ctx,
  sourceId: string,
  { fresh, most }: { fresh: { sent: SentSeries; isCounter: boolean }[]; most: number },
): Promise<void> {
  const rows = fresh.slice(0, Math.max(0, most)).map(({ sent, isCounter }) => ({
    key: keyOf(sent),
    name: sent.name,
    labels: Object.fromEntries(sent.labels),
    unit: sent.unit,
    isCounter,
  }));
  if (rows.length === 0) return;
  await tx.db.execute(sql`
    insert into metric_series (source_id, key, name, labels, unit, is_counter, created_at)
    select ${sourceId}, key, name, labels, unit, "isCounter", ${tx.now().toISOString()}::timestamptz
    from json_to_recordset(${toJson(rows)}::text::json)
      as new (key text, name text, labels jsonb, unit text, "isCounter" boolean)
    on conflict do nothing`);
}

/** What became of a series by a batch. */
export type SeriesUpdate = {
  id: number;
  state: SeriesStateName;
  lastAt: number;
  lastValue: number | null;
  low: number | null;
  high: number | null;
  /** Milliseconds; null: its silence is nothing to be told of. */
  dueAt: number | null;
  bytes: Uint8Array;
};

/** Writes series and states as they are now. */
export async function updateSeries(tx: Ctx, updates: readonly SeriesUpdate[]): Promise<void> {
  if (updates.length === 0) return;
  const rows = updates.map(({ bytes: _, ...row }) => row);
  await tx.db.execute(sql`
    update metric_series as series set state = new.state, last_at = to_timestamp(new."lastAt" / 1000),
      last_value = coalesce(new."lastValue", series.last_value), low = new.low, high = new.high,
      due_at = to_timestamp(new."dueAt" / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as new (
      id bigint, state text, "lastAt" float8, "lastValue" float8, low float8, high float8, "dueAt" float8)
    where series.id = new.id`);
  const ids = updates.map(({ id }) => id);
  const blob = Buffer.concat(updates.map(({ bytes }) => bytes));
  await tx.db.execute(sql`
    insert into metric_state (series_id, state)
    select id, substring(${sql.param(blob)}::bytea from ((place - 1) * ${stateBytes} + 1)::int for ${stateBytes}::int)
    from unnest(${sql.param(ids)}::bigint[]) with ordinality as new (id, place)
    on conflict (series_id) do update set state = excluded.state`);
}

/** Points of a series within one hour. */
export type HourPoints = { seriesId: number; hour: number; offsets: number[]; values: number[] };

/** Two of them can still be added up: a sum that is no number would keep all that came with it from being kept. */
const largestSum = 8e307;

/** Appends points to their hours. */
export async function addPoints(tx: Ctx, hours: readonly HourPoints[]): Promise<void> {
  if (hours.length === 0) return;
  const packed = hours.map(pack);
  let start = 1;
  const rows = hours.map(({ seriesId, hour, values }, place) => {
    const length = packed[place]?.byteLength ?? 0;
    const row = {
      seriesId,
      hour,
      count: values.length,
      sum: Math.max(
        -largestSum,
        Math.min(
          largestSum,
          values.reduce((sum, value) => sum + value, 0),
        ),
      ),
      min: Math.min(...values),
      max: Math.max(...values),
      start,
      length,
    };
    start += length;
    return row;
  });
  await tx.db.execute(sql`
    insert into metric_hour (series_id, hour, count, sum, min, max, points)
    select "seriesId", hour, count, sum, min, max, substring(blob.bytes from start for length)
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as new (
      "seriesId" bigint, hour int, count int, sum float8, min float8, max float8, start int, length int),
      (select ${sql.param(Buffer.concat(packed))}::bytea as bytes) as blob
    on conflict (series_id, hour) do update set count = metric_hour.count + excluded.count,
      sum = greatest(${-largestSum}::float8, least(${largestSum}::float8, metric_hour.sum + excluded.sum)), min = least(metric_hour.min, excluded.min),
      max = greatest(metric_hour.max, excluded.max), points = metric_hour.points || excluded.points`);
}

const pointBytes = 12;

function pack({ offsets, values }: HourPoints): Buffer {
  const bytes = Buffer.allocUnsafe(offsets.length * pointBytes);
  for (let at = 0; at < offsets.length; at++) {
    bytes.writeUInt32LE(offsets[at] as number, at * pointBytes);
    bytes.writeDoubleLE(values[at] as number, at * pointBytes + 4);
  }
  return bytes;
}

/** The points of an hour: milliseconds since 1970 and values. */
export function unpack(hour: number, points: Uint8Array): { at: number; value: number }[] {
  const view = new DataView(points.buffer, points.byteOffset, points.byteLength);
  return Array.from({ length: Math.floor(points.byteLength / pointBytes) }, (_, at) => ({
    at: hour * 3_600_000 + view.getUint32(at * pointBytes, true),
    value: view.getFloat64(at * pointBytes + 4, true),
  }));
}
