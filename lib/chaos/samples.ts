/** Monitoring that sends samples all the time, a lane for each way in, each body again until it is acknowledged. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Installation, onDatabase } from "#lib/bench/installation";
import type { Dice } from "#lib/demo/story/dice";
import { createMetricSource } from "#lib/metrics/commands";
import { attributes, otlpJson, remoteWrite2Body, remoteWriteBody } from "#lib/metrics/testing/encode";
import { actorCtx } from "#lib/platform/context";

/** `delta`: what was added since the last report, where `counter` is what was counted since the start. */
export type SampleKind = "gauge" | "counter" | "delta";
/** A series as it was sent; `readings` in the order of their acknowledgement. */
export type SentReadings = { name: string; kind: SampleKind; readings: { time: number; value: number }[] };

export type SampleTraffic = {
  /** Whose samples were all acknowledged once `stop` has resolved. */
  series: SentReadings[];
  /** Answers other than an acknowledgement, and broken connections. */
  refused: number;
  stop(): Promise<void>;
};

export const sampleSource = "chaos-metrics";
/** Between two readings of a series, by the clock of the samples. */
export const stepMs = 4_000;
/** So many hours of samples fit in before they come to the present. */
const hoursAgo = 24;
const seriesOfKind = 5;
const pauseMs = 200;
const retryPauseMs = 200;
/** As long as Prometheus waits for an answer. */
const answerWithinMs = 30_000;

type Reading = { name: string; kind: SampleKind; time: number; value: number };
type Lane = {
  path: string;
  headers: Record<string, string>;
  kinds: readonly SampleKind[];
  encode(readings: readonly Reading[]): Uint8Array<ArrayBuffer> | string;
};

const snappy = { "content-encoding": "snappy" };
const encoded = (readings: readonly Reading[]) =>
  readings.map(({ name, kind, time, value }) => ({
    labels: { __name__: name, job: "chaos" },
    samples: [{ time, value }],
    type: kind === "counter" ? 1 : 2,
  }));
const lanes: Record<string, Lane> = {
  write1: {
    path: "write",
    headers: { "content-type": "application/x-protobuf", ...snappy },
    kinds: ["gauge", "counter"],
    encode: (readings) => remoteWriteBody(encoded(readings)),
  },
  write2: {
    path: "write",
    headers: { "content-type": "application/x-protobuf;proto=io.prometheus.write.v2.Request", ...snappy },
    kinds: ["gauge", "counter"],
    encode: (readings) => remoteWrite2Body(encoded(readings)),
  },
  otlp: {
    path: "v1/metrics",
    headers: { "content-type": "application/json" },
    kinds: ["gauge", "counter", "delta"],
    encode: (readings) => otlpJson(readings.map(otlpMetric), { "service.name": "chaos" }),
  },
};

/** Starts every lane; one body in ten is sent once more although it was acknowledged. */
export async function startSamples(
  { address, databaseUrl }: Installation,
  dice: Dice,
): Promise<SampleTraffic> {
  const admin = { kind: "user", id: "chaos", name: "Chaos", role: "admin" } as const;
  const { secret } = await onDatabase(databaseUrl, (ctx) =>
    createMetricSource(actorCtx(admin, ctx.db), { id: sampleSource, name: "Chaos", kind: "push" }),
  );
  const stopping = new AbortController();
  const traffic = { series: [] as SentReadings[], refused: 0 };
  const post = async ({ path, headers }: Lane, body: Uint8Array<ArrayBuffer> | string) => {
    const url = `${address}/api/metrics/${sampleSource}/${path}`;
    const signal = AbortSignal.timeout(answerWithinMs);
    const authorized = { ...headers, authorization: `Bearer ${secret}` };
    const answer = await fetch(url, { method: "POST", headers: authorized, body, signal });
    await answer.arrayBuffer();
    return answer.ok;
  };
  const run = async (name: string, lane: Lane) => {
    const series = lane.kinds.flatMap((kind) =>
      Array.from({ length: seriesOfKind }, (_, n) => ({ name: nameOf(name, kind, n), kind, readings: [] })),
    );
    traffic.series.push(...series);
    const started = Date.now() - hoursAgo * 3_600_000;
    for (let round = 0; !stopping.signal.aborted; round++) {
      const time = started + round * stepMs;
      const readings = series.map((one) => ({ ...one, time, value: nextValue(one, round, dice) }));
      const body = lane.encode(readings);
      while (!(await post(lane, body).catch(() => false))) {
        traffic.refused++;
        await sleep(retryPauseMs);
      }
      series.forEach(({ readings: acknowledged }: SentReadings, place) => {
        acknowledged.push({ time, value: readings[place]?.value ?? Number.NaN });
      });
      if (dice.between(1, 10) === 1) await post(lane, body).catch(() => false);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const running = Promise.all(Object.entries(lanes).map(([name, lane]) => run(name, lane)));
  return Object.assign(traffic, {
    stop: async () => {
      stopping.abort();
      await running;
    },
  });
}

/** Counters by the convention of names, which remote write 1.0 goes by. */
function nameOf(lane: string, kind: SampleKind, n: number): string {
  return `chaos_${lane}_${n}_${kind === "counter" ? "total" : kind}`;
}

/** Noise with a rare spike, so that the detector has something to find; whole numbers, so that sums are exact. */
function nextValue({ kind, readings }: SentReadings, round: number, dice: Dice): number {
  const spike = dice.between(1, 400) === 1 ? 5_000 : 0;
  const value = 100 + Math.round(20 * Math.sin(round / 50)) + dice.between(-5, 5) + spike;
  return kind === "counter" ? (readings.at(-1)?.value ?? 0) + value : value;
}

function otlpMetric({ name, kind, time, value }: Reading) {
  const nano = (at: number) => `${at}000000`;
  const point = { attributes: attributes({ job: "chaos" }), timeUnixNano: nano(time), asDouble: value };
  if (kind === "gauge") return { name, gauge: { dataPoints: [point] } };
  const aggregationTemporality = kind === "delta" ? 1 : 2;
  const dataPoints = [{ ...point, startTimeUnixNano: nano(time - stepMs) }];
  return { name, sum: { aggregationTemporality, isMonotonic: true, dataPoints } };
}
