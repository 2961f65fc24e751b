/** Takes acknowledged samples in: finds their series, lets the detector judge them, keeps points, states and findings together. */
import { asc, eq, sql } from "drizzle-orm";
import { metricInbox, metricSeries, metricSource } from "#db/schema/metrics";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { seeCalls } from "#lib/topology/storing";
import { callsIn } from "./calls";
import { type Finding, recordFindings } from "./findings";
import { isCounterName, keyOf, type SentSeries } from "./formats/batch";
import { readBody, unpacked } from "./formats/read";
import { judgeSeries } from "./judge";
import { usualSensitivity } from "./model";
import { resolveOverLimit, resolveSilence } from "./sources-alerts";
import {
  addPoints,
  addSeriesRows,
  type HourPoints,
  knownSeries,
  type SeriesUpdate,
  updateSeries,
} from "./store";

/** Samples taken in with one transaction. */
const mostSamples = 50_000;
/** Requests looked at for one transaction. */
const mostBodies = 200;

/** Ingests what waits, source by source, until nothing does; returns how many samples there were. */
export async function ingestSamples(ctx: Ctx, signal?: AbortSignal): Promise<number> {
  let total = 0;
  for (;;) {
    const sources = await ctx.db.selectDistinct({ id: metricInbox.sourceId }).from(metricInbox);
    let taken = 0;
    for (const { id } of sources) {
      if (signal?.aborted) return total + taken;
      taken += await withTransaction(ctx, (tx) => ingestPortion(tx, id));
    }
    if (taken === 0) return total;
    total += taken;
  }
}

/** The next requests of a source, oldest first. Another worker that is at this source goes first. */
async function ingestPortion(tx: Ctx, sourceId: string): Promise<number> {
  const [lock] = await tx.db.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('vigil.metrics'), hashtext(${sourceId})) as held`,
  );
  if (!lock?.held) return 0;
  const waiting = await tx.db
    .select({ id: metricInbox.id, samples: metricInbox.samples })
    .from(metricInbox)
    .where(eq(metricInbox.sourceId, sourceId))
    .orderBy(asc(metricInbox.id))
    .limit(mostBodies);
  let sum = 0;
  const fitting = waiting.filter(({ samples }, place) => {
    sum += samples;
    return place === 0 || sum <= mostSamples;
  });
  if (fitting.length === 0) return 0;
  const ids = fitting.map(({ id }) => id);
  const bodies = await tx.db
    .select()
    .from(metricInbox)
    .where(sql`${metricInbox.id} = any(${sql.param(ids)}::bigint[])`)
    .orderBy(asc(metricInbox.id));
  const batches = await Promise.all(
    bodies.map(async ({ format, encoding, body }) => readBody(format, await unpacked(encoding, body))),
  );
  const newest = bodies.at(-1)?.receivedAt ?? tx.now();
  await ingestSeries(
    tx,
    sourceId,
    batches.flatMap(({ series }) => series),
    newest,
  );
  await tx.db.delete(metricInbox).where(sql`${metricInbox.id} = any(${sql.param(ids)}::bigint[])`);
  return fitting.reduce((all, { samples }) => all + samples, 0);
}

/** Judges and keeps samples of a source, inside the transaction that takes them from wherever they wait. */
export async function ingestSeries(
  tx: Ctx,
  sourceId: string,
  sent: readonly SentSeries[],
  receivedAt: Date,
): Promise<void> {
  const byKey = new Map<string, SentSeries[]>();
  for (const series of sent) {
    const key = keyOf(series);
    const same = byKey.get(key);
    if (same) same.push(series);
    else byKey.set(key, [series]);
  }
  const known = await resolve(tx, sourceId, byKey);
  const updates: SeriesUpdate[] = [];
  const hours: HourPoints[] = [];
  const findings: Finding[] = [];
  const returned = new Set<string>();
  let late = 0;
  let done = 0;
  for (const [key, parts] of byKey) {
    const series = known.get(key);
    if (!series) continue;
    const judged = judgeSeries(series, parts, receivedAt);
    late += judged.late;
    findings.push(...judged.findings);
    hours.push(...judged.hours);
    if (judged.update) updates.push(judged.update);
    if (judged.update && series.state === "silent") returned.add(series.name);
    // Other work of this process goes on meanwhile.
    if (++done % 500 === 0) await new Promise((resume) => setImmediate(resume));
  }
  await updateSeries(tx, updates);
  await addPoints(tx, hours);
  await recordFindings(tx, findings);
  await seeCalls(tx, sourceId, callsIn(sent));
  if (returned.size > 0) await resolveSilence(tx, sourceId, [...returned]);
  if (late > 0)
    await tx.db
      .update(metricSource)
      .set({ late: sql`${metricSource.late} + ${late}` })
      .where(eq(metricSource.id, sourceId));
}

/** The series of these samples; new ones are made up to the source's limit. */
async function resolve(tx: Ctx, sourceId: string, byKey: ReadonlyMap<string, SentSeries[]>) {
  const asked = { keys: [...byKey.keys()], usual: usualSensitivity };
  const known = await knownSeries(tx, sourceId, asked);
  if (known.size === byKey.size) return known;
  const fresh = [...byKey].flatMap(([key, [sent]]) =>
    sent && !known.has(key) ? [{ sent, isCounter: sent.isCounter ?? isCounterName(sent.name) }] : [],
  );
  const [source] = await tx.db
    .select({ limit: metricSource.seriesLimit, over: metricSource.overLimitSince })
    .from(metricSource)
    .where(eq(metricSource.id, sourceId));
  const count = await tx.db.$count(metricSeries, eq(metricSeries.sourceId, sourceId));
  const most = Math.max(0, (source?.limit ?? 0) - count);
  await addSeriesRows(tx, sourceId, { fresh, most });
  await resolveOverLimit(tx, sourceId, {
    refused: Math.max(0, fresh.length - most),
    since: source?.over ?? null,
  });
  return knownSeries(tx, sourceId, asked);
}
