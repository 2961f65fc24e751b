/** Metrics: how fast points are judged, how soon samples are acknowledged, and how long until they are ingested. */
import { setTimeout as sleep } from "node:timers/promises";
import { count } from "drizzle-orm";
import { metricInbox, metricSeries } from "#db/schema/metrics";
import { createMetricSource } from "#lib/metrics/commands";
import { observe } from "#lib/metrics/detectors/detector";
import { newState, stateBytes } from "#lib/metrics/detectors/state";
import { remoteWriteBody } from "#lib/metrics/testing/encode";
import { actorCtx } from "#lib/platform/context";
import { type Figure, quantiles } from "./figures";
import { type Installation, onDatabase } from "./installation";
import { seeded } from "./words";

const batch = 10_000;
const source = "bench-metrics";

/** `seconds`: how long points are judged, and batches sent. */
export async function metricFigures(installation: Installation, seconds: number): Promise<Figure[]> {
  return [
    judged(Math.min(seconds, 10)),
    { measure: "state of a series, bytes", value: stateBytes, unit: "", goal: { atMost: 2048 } },
    ...(await delivered(installation, seconds)),
  ];
}

/** Points a second of one process, over many series so that no state stays warm. */
function judged(seconds: number): Figure {
  const random = seeded(1);
  const series = Array.from({ length: 5_000 }, () => newState());
  const settings = { isCounter: false, falseAlarmsPerWeek: 0.1 };
  let points = 0;
  let moment = 1_700_000_000;
  const started = performance.now();
  while (performance.now() - started < seconds * 1000) {
    moment += 60;
    for (const state of series) observe(state, { seconds: moment, reading: 100 + 10 * random() }, settings);
    points += series.length;
  }
  const value = (points * 1000) / (performance.now() - started);
  return { measure: "points judged by one core", value, unit: "/s", goal: { atLeast: 20_000 } };
}

/** Batches of 10,000 samples, one after the other: first of ten times as many series, then the same again. */
async function delivered(installation: Installation, seconds: number): Promise<Figure[]> {
  const { address, databaseUrl } = installation;
  const { secret } = await onDatabase(databaseUrl, (ctx) =>
    createMetricSource(actorCtx({ kind: "user", id: "bench", name: "Bench", role: "admin" }, ctx.db), {
      id: source,
      name: "Bench",
      kind: "push",
      seriesLimit: 200_000,
    }),
  );
  const send = async (body: Uint8Array<ArrayBuffer>) => {
    const headers = {
      authorization: `Bearer ${secret}`,
      "content-type": "application/x-protobuf",
      "content-encoding": "snappy",
    };
    const sentAt = performance.now();
    const answer = await fetch(`${address}/api/metrics/${source}/write`, { method: "POST", headers, body });
    if (answer.status !== 204)
      throw new Error(`A batch was answered ${answer.status}: ${await answer.text()}`);
    return performance.now() - sentAt;
  };
  const random = seeded(2);
  const start = Date.now() - 600_000;
  const bodyOf = (portion: number, round: number) =>
    remoteWriteBody(
      Array.from({ length: batch }, (_, at) => ({
        labels: { __name__: `bench_${at % 100}`, instance: `host-${portion}-${at}`, job: "bench" },
        samples: [{ time: start + round * 15_000, value: 100 + random() }],
      })),
    );
  await send(bodyOf(0, 0));
  const fresh = performance.now();
  for (let portion = 1; portion < 10; portion++) await send(bodyOf(portion, 0));
  await untilTakenIn(databaseUrl);
  const made = (performance.now() - fresh) / 1000;
  const durations: number[] = [];
  const end = performance.now() + seconds * 1000;
  let round = 1;
  for (; performance.now() < end && round < 30; round++) durations.push(await send(bodyOf(0, round)));
  const known = performance.now();
  for (let portion = 0; portion < 10; portion++) await send(bodyOf(portion, round));
  await untilTakenIn(databaseUrl);
  const taken = (performance.now() - known) / 1000;
  const total = await onDatabase(databaseUrl, async ({ db }) => {
    const [row] = await db.select({ total: count() }).from(metricSeries);
    return row?.total ?? 0;
  });
  return [
    ...quantiles("10,000 samples acknowledged", durations, { atMost: 50 }),
    { measure: "series kept", value: total, unit: "", goal: { atLeast: 100_000 } },
    { measure: "samples of new series taken in", value: (9 * batch) / made, unit: "/s" },
    { measure: "samples of known series taken in, one point each", value: (10 * batch) / taken, unit: "/s" },
  ];
}

async function untilTakenIn(url: string): Promise<void> {
  for (;;) {
    const waiting = await onDatabase(url, ({ db }) => db.$count(metricInbox));
    if (waiting === 0) return;
    await sleep(100);
  }
}
