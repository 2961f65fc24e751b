/** The count of samples afterwards: each acknowledged one is kept once, and the detectors know what they would know without any kill. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "#db/client";
import { judgeSeries } from "#lib/metrics/judge";
import { usualSensitivity } from "#lib/metrics/model";
import { unpack } from "#lib/metrics/store";
import { keptAnomalies, keptHours, keptSeries, keptState, waiting } from "#lib/metrics/testing/kept";
import { type Ctx, systemCtx } from "#lib/platform/context";
import type { Count } from "./reckoning";
import { type SentReadings, sampleSource, stepMs } from "./samples";

/** Without any progress for this long what still waits is stuck, in milliseconds. */
const stuckAfterMs = 60_000;

/** Compares what is kept with what was acknowledged; every line has to be 0. */
export async function reckonSamples({ db }: Pool, sent: readonly SentReadings[]): Promise<Count> {
  const ctx = systemCtx("chaos", db);
  const count = {
    "samples lost": 0,
    "samples doubled": 0,
    "detector states that differ": 0,
    "anomalies lost or doubled": 0,
    "requests of samples stuck": await waitingAtTheEnd(ctx),
  };
  for (const series of sent) {
    const kept = await keptOf(ctx, series.name);
    const wanted = valuesOf(series);
    const found = new Map(kept.points.map(({ at, value }) => [at, value]));
    count["samples lost"] += wanted.filter(({ time, value }) => found.get(time) !== value).length;
    count["samples doubled"] += kept.points.length - found.size + Math.abs(kept.counted - kept.points.length);
    const { bytes, anomalies } = uninterrupted(series);
    count["detector states that differ"] += kept.state && bytes.equals(kept.state) ? 0 : 1;
    count["anomalies lost or doubled"] += Math.abs(kept.anomalies - anomalies);
  }
  return count;
}

async function waitingAtTheEnd(ctx: Ctx): Promise<number> {
  let [last, movedAt] = [Number.NaN, Date.now()];
  for (;;) {
    const left = await waiting(ctx, sampleSource);
    if (left === 0 || Date.now() - movedAt > stuckAfterMs) return left;
    if (left !== last) [last, movedAt] = [left, Date.now()];
    await sleep(250);
  }
}

/** What has to be kept of a series: gauges as they are, what was counted as what that is a second. */
function valuesOf({ kind, readings }: SentReadings): { time: number; value: number }[] {
  const perSecond = 1_000 / stepMs;
  if (kind === "gauge") return readings;
  if (kind === "delta") return readings.map(({ time, value }) => ({ time, value: value * perSecond }));
  return readings.slice(1).map(({ time, value }, place) => {
    const before = readings[place]?.value ?? Number.NaN;
    return { time, value: (value - before) * perSecond };
  });
}

/** The detector over all of it in one go. */
function uninterrupted({ name, kind, readings }: SentReadings): { bytes: Buffer; anomalies: number } {
  const perSecond = kind === "delta" ? 1_000 / stepMs : 1;
  const known = {
    id: 0,
    key: "",
    name,
    labels: {},
    unit: "",
    isCounter: kind === "counter",
    state: "cold",
    lastAt: null,
    falseAlarmsPerWeek: usualSensitivity,
    stored: null,
  } as const;
  const times = readings.map(({ time }) => time);
  const values = readings.map(({ value }) => value * perSecond);
  const part = { name, labels: [], unit: "", isCounter: known.isCounter, times, values };
  const judged = judgeSeries(known, [part], new Date());
  return {
    bytes: Buffer.from(judged.update?.bytes ?? []),
    anomalies: judged.findings.filter((finding) => "opened" in finding).length,
  };
}

async function keptOf(ctx: Ctx, name: string) {
  const id = (await keptSeries(ctx, sampleSource)).find((series) => series.name === name)?.id ?? -1;
  const hours = await keptHours(ctx, id);
  return {
    points: hours.flatMap(({ hour, points }) => (points ? unpack(hour, points) : [])),
    counted: hours.reduce((sum, hour) => sum + hour.count, 0),
    anomalies: (await keptAnomalies(ctx, id)).length,
    state: await keptState(ctx, id),
  };
}
