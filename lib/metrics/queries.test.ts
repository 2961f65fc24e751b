/** Reads of metrics as the pages make them, on a series of eight days. */
import { beforeEach, expect, vi } from "vitest";
import { systemCtx, withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { createMetricSource, recordChange, setSensitivity } from "./commands";
import { ingestSeries } from "./ingest";
import {
  metricSources,
  nameSensitivity,
  seriesById,
  seriesCounts,
  seriesHistory,
  seriesPage,
} from "./queries";
import { recommendedFor } from "./recommended";
import { forgetOldPoints, pointDays } from "./retention";

const step = 300_000;
const day = 86_400_000;

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});

/** Eight days, high by day, that end with an hour far too high. */
function week(name: string, labels: [string, string][]) {
  const count = 8 * 288;
  const end = Date.now() - 30_000;
  const times = Array.from({ length: count }, (_, at) => Math.round(end - (count - 1 - at) * step));
  const values = times.map((time, at) => {
    const usual = 50 + 20 * Math.sin((2 * Math.PI * (time % day)) / day);
    return usual + ((at * 7919) % 13) / 4 + (at >= count - 12 ? 80 : 0);
  });
  return { name, labels, unit: "ms", isCounter: false, times, values };
}

test("lists, one series with its chart, its thresholds, and what remains when points are forgotten", async ({
  ctx,
}) => {
  await createMetricSource(ctx, { id: "read", name: "Read", kind: "push" });
  const sent = [week("latency", [["service", "pay"]]), week("latency", [["service", "cart_100%"]])];
  const system = systemCtx("metrics", ctx.db);
  await withTransaction(system, (tx) => ingestSeries(tx, "read", sent, new Date()));
  const at = new Date(Date.now() - day);
  await recordChange(system, { sourceId: "read", change: { title: "pay 2.0", service: "pay", at } });
  await recordChange(system, { sourceId: "read", change: { title: "cart 3.1", service: "cart", at } });

  expect((await metricSources(ctx)).find(({ id }) => id === "read")).toMatchObject({
    series: 2,
    seriesLimit: 100_000,
  });
  const { rows, next } = await seriesPage(ctx, { source: "read" }, 1);
  expect(rows).toHaveLength(1);
  expect((await seriesPage(ctx, { source: "read", after: next ?? 0 }, 1)).next).toBeNull();
  expect((await seriesPage(ctx, { words: "cart_100%" })).rows).toHaveLength(1);
  expect((await seriesPage(ctx, { words: "cart%100" })).rows).toHaveLength(0);
  expect((await seriesPage(ctx, { state: "anomalous", source: "read" })).rows).toHaveLength(2);
  expect((await seriesCounts(ctx)).anomalous).toBeGreaterThanOrEqual(2);

  const series = await seriesById(ctx, rows[0]?.id ?? 0);
  if (!series) throw new Error("The series is gone.");
  expect(series).toMatchObject({ labels: { service: "pay" }, unit: "ms", state: "anomalous" });
  const range = { from: Date.now() - 7 * day, to: Date.now() };
  const history = await seriesHistory(ctx, series, range);
  expect(history.buckets.length).toBeGreaterThan(200);
  const usual = history.buckets.filter(({ mean, low, high }) => mean >= low && mean <= high);
  expect(usual.length / history.buckets.length).toBeGreaterThan(0.9);
  expect(history.anomalies[0]).toMatchObject({ endedAt: null });
  expect(history.changes.map(({ title }) => title)).toEqual(["pay 2.0"]);
  const recommended = await recommendedFor(ctx, series, 1);
  expect(recommended?.alarms).toHaveLength(1);
  expect(recommended?.alarms[0]?.from).toBeGreaterThan(Date.now() - 2 * 3_600_000);

  await setSensitivity(ctx, { sourceId: "read", name: "latency", falseAlarmsPerWeek: 2 });
  expect(await nameSensitivity(ctx, series)).toBe(2);

  const later = { ...ctx, now: () => new Date(Date.now() + (pointDays + 1) * day) };
  expect(await forgetOldPoints(later)).toBeGreaterThan(2 * 180);
  const coarse = await seriesHistory(ctx, series, range);
  expect(coarse.buckets.length).toBeGreaterThan(150);
  expect(Math.max(...coarse.buckets.map(({ max }) => max))).toBeGreaterThan(100);
});
