/** Metrics: how fast points are judged, how soon samples are acknowledged, and how long until they are ingested. */
import { setTimeout as sleep } from "node:timers/promises";
import { count } from "drizzle-orm";
import { metricInbox, metricSeries } from "#db/schema/metrics";
import { createMetricSource } from "#lib/metrics/commands";
import { observe } from "#lib/metrics/detectors/detector";
import { newState, stateBytes } from "#lib/metrics/detectors/state";
import {
  attributes,
  type EncodedSeries,
  otlpJson,
  remoteWrite2Body,
  remoteWriteBody,
} from "#lib/metrics/testing/encode";
import { actorCtx } from "#lib/platform/context";
import { type Figure, quantiles } from "./figures";
import { type Installation, onDatabase } from "./installation";
import { seeded } from "./words";

const batch = 10_000;
const source = "bench-metrics";

type Body = Uint8Array<ArrayBuffer> | string;
type Format = { path: string; headers: Record<string, string> };
const protobuf = { "content-type": "application/x-protobuf", "content-encoding": "snappy" };
const version2 = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
const formats = {
  write1: { path: "write", headers: protobuf },
  write2: { path: "write", headers: { ...protobuf, "content-type": version2 } },
  json: { path: "v1/metrics", headers: { "content-type": "application/json" } },
} satisfies Record<string, Format>;

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
  const send = async (body: Body, { path, headers }: Format = formats.write1) => {
    const sentAt = performance.now();
    const answer = await fetch(`${address}/api/metrics/${source}/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, ...headers },
      body,
    });
    if (!answer.ok) throw new Error(`A batch was answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
    return performance.now() - sentAt;
  };
  const random = seeded(2);
  const start = Date.now() - 600_000;
  const seriesOf = (portion: number, round: number): EncodedSeries[] =>
    Array.from({ length: batch }, (_, at) => ({
      labels: {
        __name__: `bench_${at % 100}`,
        cluster: "eu-1",
        instance: `host-${portion}-${at}:9100`,
        job: "bench",
        namespace: "shop",
        pod: `checkout-7d9c6b5f4-${portion}-${at}`,
      },
      samples: [{ time: start + round * 15_000, value: 100 + random() }],
    }));
  const bodyOf = (portion: number, round: number) => remoteWriteBody(seriesOf(portion, round));
  await send(bodyOf(0, 0));
  const fresh = performance.now();
  for (let portion = 1; portion < 10; portion++) await send(bodyOf(portion, 0));
  await untilTakenIn(databaseUrl);
  const made = (performance.now() - fresh) / 1000;
  const durations = { write1: [] as number[], write2: [] as number[], json: [] as number[] };
  const end = performance.now() + seconds * 1000;
  let round = 1;
  for (; performance.now() < end && round < 30; round++) {
    const sent = seriesOf(0, round);
    durations.write1.push(await send(remoteWriteBody(sent)));
    durations.write2.push(await send(remoteWrite2Body(sent), formats.write2));
    durations.json.push(await send(jsonOf(sent), formats.json));
  }
  await untilTakenIn(databaseUrl);
  const known = performance.now();
  for (let portion = 0; portion < 10; portion++) await send(bodyOf(portion, round));
  await untilTakenIn(databaseUrl);
  const taken = (performance.now() - known) / 1000;
  const total = await onDatabase(databaseUrl, async ({ db }) => {
    const [row] = await db.select({ total: count() }).from(metricSeries);
    return row?.total ?? 0;
  });
  return [
    ...quantiles("10,000 samples acknowledged, remote write 1.0", durations.write1, { atMost: 50 }),
    ...quantiles("10,000 samples acknowledged, remote write 2.0", durations.write2, { atMost: 50 }),
    ...quantiles("10,000 samples acknowledged, OTLP in JSON", durations.json, { atMost: 50 }),
    { measure: "series kept", value: total, unit: "", goal: { atLeast: 100_000 } },
    { measure: "samples of new series taken in", value: (9 * batch) / made, unit: "/s" },
    { measure: "samples of known series taken in, one point each", value: (10 * batch) / taken, unit: "/s" },
  ];
}

/** The same samples as OpenTelemetry's gauges, a metric for each name. */
function jsonOf(series: readonly EncodedSeries[]): string {
  const points = new Map<string, object[]>();
  for (const { labels, samples } of series) {
    const { __name__: name = "", job: _, cluster: __, ...own } = labels;
    const ofName = points.get(name) ?? [];
    points.set(name, ofName);
    for (const { time, value } of samples)
      ofName.push({ attributes: attributes(own), timeUnixNano: `${time}000000`, asDouble: value });
  }
  const metrics = [...points].map(([name, dataPoints]) => ({ name, gauge: { dataPoints } }));
  return otlpJson(metrics, { job: "bench", cluster: "eu-1" });
}

async function untilTakenIn(url: string): Promise<void> {
  for (;;) {
    const waiting = await onDatabase(url, ({ db }) => db.$count(metricInbox));
    if (waiting === 0) return;
    await sleep(100);
  }
}
