/** Requests of samples through the routes into a real database, and what the detector and the alerts make of them. */
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeEach, describe, expect, vi } from "vitest";
import { createMetricSource, switchMetricSource } from "#lib/metrics/commands";
import { readBody } from "#lib/metrics/formats/read";
import { ingestSamples } from "#lib/metrics/ingest";
import { bodyFormats } from "#lib/metrics/model";
import { findSilence } from "#lib/metrics/sources-alerts";
import {
  attributes,
  type EncodedSeries,
  otlpJson,
  otlpProtobuf,
  remoteWrite2Body,
  remoteWriteBody,
} from "#lib/metrics/testing/encode";
import {
  keptAnomalies,
  keptHours,
  keptSeries,
  keptSource,
  toldAlerts,
  waiting,
} from "#lib/metrics/testing/kept";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { POST as postChange } from "../changes/route";
import { POST as postOtlp } from "../v1/metrics/route";
import { POST as postWrite } from "./route";

let serial = 0;
let source: { id: string; secret: string };

const now = () => Date.now() - 60_000;

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});

async function newSource(ctx: Ctx, limits: { seriesLimit?: number } = {}): Promise<void> {
  source = await createMetricSource(ctx, {
    id: `prom-${++serial}`,
    name: "Prometheus",
    kind: "push",
    ...limits,
  });
}

type Sent = { body: BodyInit; type?: string; encoding?: string | null; secret?: string };

function request({
  body,
  type = "application/x-protobuf",
  encoding = "snappy",
  secret = source.secret,
}: Sent): Request {
  const headers = {
    "content-type": type,
    authorization: `Bearer ${secret}`,
    ...(encoding && { "content-encoding": encoding }),
  };
  return new Request("http://vigil.test/", { method: "POST", headers, body });
}
const route = () => ({ params: Promise.resolve({ source: source.id }) });
const write = (sent: Sent) => postWrite(request(sent), route());
const otlp = (sent: Sent) => postOtlp(request(sent), route());

const ingest = (ctx: Ctx) => ingestSamples(systemCtx("metrics", ctx.db));
const seriesRows = (ctx: Ctx) => keptSeries(ctx, source.id);

function gauge(name: string, values: readonly number[], { step = 60_000, end = now() } = {}): EncodedSeries {
  const first = end - (values.length - 1) * step;
  return {
    labels: { __name__: name, job: "checkout", instance: "a:9100" },
    samples: values.map((value, at) => ({ time: Math.round(first + at * step), value })),
  };
}

describe("remote write 1.0", () => {
  test("keeps samples once, by series, with counters as what they add a second", async ({ ctx }) => {
    await newSource(ctx);
    const counter = gauge("http_requests_total", [100, 160, 220, 10]);
    const body = remoteWriteBody([gauge("temperature", [20, 21.5]), counter]);
    const answer = await write({ body });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe("6");
    expect((await write({ body })).status).toBe(204);
    expect(await ingest(ctx)).toBe(12);
    const [temperature, requests] = await seriesRows(ctx);
    expect(temperature).toMatchObject({
      name: "temperature",
      isCounter: false,
      lastValue: 21.5,
      state: "cold",
    });
    expect(temperature?.labels).toEqual({ instance: "a:9100", job: "checkout" });
    expect(requests).toMatchObject({ name: "http_requests_total", isCounter: true });
    expect(requests?.lastValue).toBeCloseTo(10 / 60, 9);
    const hours = await keptHours(ctx, requests?.id ?? 0);
    expect(hours.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(Math.max(...hours.map(({ max }) => max))).toBeCloseTo(1, 9);
    const told = await keptSource(ctx, source.id);
    expect(told?.late).toBe(6);
    expect(await waiting(ctx, source.id)).toBe(0);
  });

  test("an anomaly is an alert as long as it lasts", async ({ ctx }) => {
    await newSource(ctx);
    const noise = (at: number) => Math.sin(at * 12.9898) * 2 + Math.sin(at * 78.233);
    const values = Array.from({ length: 900 }, (_, at) => 20 + noise(at) + (at >= 880 ? 60 : 0));
    const all = gauge("queue_depth", values);
    const until = (at: number) => remoteWriteBody([{ ...all, samples: all.samples.slice(0, at) }]);
    await write({ body: until(890) });
    await ingest(ctx);
    const [series] = await seriesRows(ctx);
    expect(series?.state).toBe("anomalous");
    const anomalies = await keptAnomalies(ctx, series?.id ?? 0);
    expect(anomalies.at(-1)).toMatchObject({ endedAt: null });
    expect(anomalies.at(-1)?.note).toContain("queue_depth of a:9100");
    const alerts = () => toldAlerts(ctx, `series-${series?.id}`);
    expect(await alerts()).toMatchObject([{ state: "firing", source: "metrics" }]);
    expect((await alerts())[0]?.labels).toMatchObject({ service: "checkout", metric: "queue_depth" });
    const calm = gauge(
      "queue_depth",
      Array.from({ length: 40 }, (_, at) => 20 + noise(at)),
      { step: 1_000, end: now() + 45_000 },
    );
    await write({ body: remoteWriteBody([calm]) });
    await ingest(ctx);
    expect(await alerts()).toMatchObject([{ state: "resolved" }]);
  });

  test("histograms are kept by count and sum, metadata says what a counter is", async ({ ctx }) => {
    await newSource(ctx);
    const labels = { __name__: "latency_seconds", job: "a" };
    const histogram = { count: 7, sum: 3.5, time: now() };
    const body = remoteWriteBody(
      [
        { labels, samples: [], histogram },
        gauge("odd", [1]),
        { labels: { __name__: "x_bucket", le: "1" }, samples: [{ time: now(), value: 1 }] },
      ],
      [{ family: "odd", type: 1 }],
    );
    const answer = await write({ body });
    expect(answer.headers.get("x-prometheus-remote-write-histograms-written")).toBe("1");
    expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe("1");
    await ingest(ctx);
    const names = (await seriesRows(ctx)).map(({ name, isCounter }) => [name, isCounter]);
    expect(names.sort()).toEqual([
      ["latency_seconds_count", true],
      ["latency_seconds_sum", true],
      ["odd", true],
    ]);
  });
});

describe("remote write 2.0", () => {
  test("reads the table of symbols and says what it has written", async ({ ctx }) => {
    await newSource(ctx);
    const type = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
    const body = remoteWrite2Body([
      { ...gauge("up", [1]), type: 2 },
      { ...gauge("jobs", [5, 9]), type: 1 },
      { labels: { __name__: "h" }, samples: [], histogram: { count: 2, sum: 1, time: now() } },
    ]);
    const answer = await write({ body, type });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe("3");
    expect(answer.headers.get("x-prometheus-remote-write-histograms-written")).toBe("1");
    expect(answer.headers.get("x-prometheus-remote-write-exemplars-written")).toBe("0");
    await ingest(ctx);
    const kept = (await seriesRows(ctx)).map(({ name, isCounter }) => `${name} ${isCounter}`);
    expect(kept.sort()).toEqual(["h_count true", "h_sum true", "jobs true", "up false"]);
  });
});

describe("OTLP", () => {
  test("reads JSON and protobuf, delta and cumulative, with gzip", async ({ ctx }) => {
    await newSource(ctx);
    const time = now();
    const nano = (at: number) => `${Math.round(at)}000000`;
    const point = (value: object, at: number) => ({
      attributes: attributes({ "http.route": "/pay" }),
      startTimeUnixNano: nano(at - 10_000),
      timeUnixNano: nano(at),
      ...value,
    });
    const json = otlpJson(
      [
        { name: "mem.used", unit: "By", gauge: { dataPoints: [point({ asInt: "42" }, time)] } },
        {
          name: "orders",
          sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints: [point({ asInt: "50" }, time)] },
        },
        {
          name: "bytes",
          sum: {
            aggregationTemporality: 2,
            isMonotonic: true,
            dataPoints: [point({ asDouble: 100 }, time), point({ asDouble: 700 }, time + 10_000)],
          },
        },
        {
          name: "took",
          histogram: {
            aggregationTemporality: 2,
            dataPoints: [point({ count: "3", sum: 1.5, bucketCounts: ["3"], explicitBounds: [] }, time)],
          },
        },
        { name: "gone", gauge: { dataPoints: [point({ asInt: "1", flags: 1 }, time)] } },
      ],
      { "service.name": "pay" },
    );
    const answer = await otlp({
      body: new Uint8Array(gzipSync(json)),
      type: "application/json",
      encoding: "gzip",
    });
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    const bytes = otlpProtobuf({
      name: "load",
      resource: { "service.name": "pay" },
      value: 1.25,
      time,
      start: 0,
      sum: null,
    });
    const binary = await otlp({ body: bytes, encoding: null });
    expect([binary.status, (await binary.arrayBuffer()).byteLength]).toEqual([200, 0]);
    await ingest(ctx);
    const rows = new Map((await seriesRows(ctx)).map((row) => [row.name, row]));
    expect([...rows.keys()].sort()).toEqual([
      "bytes",
      "load",
      "mem.used",
      "orders",
      "took_count",
      "took_sum",
    ]);
    expect(rows.get("mem.used")).toMatchObject({
      lastValue: 42,
      unit: "By",
      labels: { service_name: "pay", http_route: "/pay" },
    });
    expect(rows.get("orders")).toMatchObject({ lastValue: 5, isCounter: false });
    expect(rows.get("bytes")).toMatchObject({ lastValue: 60, isCounter: true });
    expect(rows.get("load")).toMatchObject({ lastValue: 1.25, labels: { service_name: "pay", host: "a" } });
  });
});

describe("what is refused", () => {
  test("other content types with 415, wrong secrets with 401, unknown sources with 404, a source that is off with 403", async ({
    ctx,
  }) => {
    await newSource(ctx);
    const body = remoteWriteBody([gauge("a", [1])]);
    const type = "application/x-protobuf;proto=io.prometheus.write.v3.Request";
    expect((await write({ body, type })).status).toBe(415);
    expect((await write({ body, type: "text/plain" })).status).toBe(415);
    expect((await write({ body, encoding: "zstd" })).status).toBe(415);
    expect((await otlp({ body: "{}", type: "application/xml", encoding: null })).status).toBe(415);
    expect((await write({ body, secret: "no" })).status).toBe(401);
    expect(
      (await postWrite(request({ body }), { params: Promise.resolve({ source: "nobody" }) })).status,
    ).toBe(404);
    await switchMetricSource(ctx, { id: source.id, isEnabled: false });
    expect((await write({ body })).status).toBe(403);
  });

  test("bodies that are cut off, of nothing, or that would unpack without end, with 4xx that is not sent again", async ({
    ctx,
  }) => {
    await newSource(ctx);
    const body = remoteWriteBody([gauge("a", [1, 2, 3])]);
    expect((await write({ body: body.slice(0, -4) })).status).toBe(400);
    expect((await write({ body: new Uint8Array([255, 255, 255, 255, 15, 0]) })).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(30_000_000));
    expect(
      (await otlp({ body: new Uint8Array(bomb), type: "application/json", encoding: "gzip" })).status,
    ).toBe(413);
    expect((await otlp({ body: "{", type: "application/json", encoding: null })).status).toBe(400);
    expect((await write({ body: new Uint8Array(10_000_000) })).status).toBe(413);
    expect(await waiting(ctx, source.id)).toBe(0);
  });

  test("bombs of labels, while what came with them is kept", async ({ ctx }) => {
    await newSource(ctx);
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`l${at}`, "x"]));
    const bomb = (labels: Record<string, string>) => ({
      labels: { __name__: "bomb", ...labels },
      samples: [{ time: now(), value: 1 }],
    });
    const answer = await write({
      body: remoteWriteBody([bomb(many), bomb({ long: "y".repeat(64_000) }), gauge("fine", [1])]),
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe("1");
    expect(await answer.text()).toContain("64 labels");
    await ingest(ctx);
    expect((await seriesRows(ctx)).map(({ name }) => name)).toEqual(["fine"]);
  });

  test("no bytes whatever break the reading", async () => {
    const valid = remoteWriteBody([gauge("a", [1, 2, 3])]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bodyFormats),
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(valid.length),
        async (format, bytes, cut) => {
          const body = cut % 2 === 0 ? bytes : new Uint8Array([...valid.slice(0, cut), ...bytes]);
          const read = await readBody(format, body).catch((error: unknown) => error);
          if (read instanceof Error) expect(read).toMatchObject({ code: "invalid" });
          else
            for (const { times, values } of (read as { series: { times: number[]; values: number[] }[] })
              .series)
              expect(times.length).toBe(values.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a flood of series stops at the source's limit with one alert; the known ones go on, and it ends", async ({
    ctx,
  }) => {
    await newSource(ctx, { seriesLimit: 20 });
    const flood = (from: number, count: number) =>
      remoteWriteBody(
        Array.from({ length: count }, (_, at) => ({
          labels: { __name__: "flood", pod: `p${from + at}` },
          samples: [{ time: now(), value: 1 }],
        })),
      );
    await write({ body: flood(0, 15) });
    await ingest(ctx);
    await write({ body: flood(10, 3_000) });
    await write({ body: flood(5_000, 3_000) });
    await ingest(ctx);
    expect(await seriesRows(ctx)).toHaveLength(20);
    const told = () => toldAlerts(ctx, `limit-${source.id}`);
    expect(await told()).toMatchObject([{ state: "firing", occurrences: 1 }]);
    const flooded = source;
    await newSource(ctx);
    await write({ body: flood(0, 30) });
    await ingest(ctx);
    expect(await seriesRows(ctx)).toHaveLength(30);
    source = flooded;
  });

  test("values that are no numbers and clocks that are wrong are not learned from", async ({ ctx }) => {
    await newSource(ctx);
    const samples = [
      { time: now(), value: 1 },
      { time: now() + 1, value: Number.NaN },
      { time: now() + 2, value: Number.POSITIVE_INFINITY },
      { time: Date.now() + 86_400_000, value: 2 },
    ];
    await write({ body: remoteWriteBody([{ labels: { __name__: "odd" }, samples }]) });
    await ingest(ctx);
    await write({
      body: remoteWriteBody([{ labels: { __name__: "odd" }, samples: [{ time: now() + 30_000, value: 3 }] }]),
    });
    await ingest(ctx);
    expect(await seriesRows(ctx)).toMatchObject([{ lastValue: 3 }]);
  });
});

describe("silence", () => {
  test("of a metric that always reported is one alert, and ends when it reports again", async ({ ctx }) => {
    await newSource(ctx);
    const day = Array.from({ length: 320 }, () => 1);
    const two = ["a", "b"].map((instance) => {
      const { labels, samples } = gauge("heartbeat", day, { step: 300_000 });
      return { labels: { ...labels, instance }, samples };
    });
    await write({ body: remoteWriteBody(two) });
    await ingest(ctx);
    const later: Ctx = { ...systemCtx("metrics", ctx.db), now: () => new Date(Date.now() + 3 * 3_600_000) };
    expect(await findSilence(later, new Date(Date.now() + 3 * 3_600_000))).toBe(0);
    expect(await findSilence(systemCtx("metrics", ctx.db), new Date(0))).toBe(0);
    expect(await findSilence(later, new Date(0))).toBeGreaterThanOrEqual(2);
    const told = () => toldAlerts(ctx, `silent-${source.id}-heartbeat`);
    expect(await told()).toMatchObject([{ state: "firing" }]);
    expect((await told())[0]?.annotations.summary).toContain("2 of 2 series");
    const back = two.map(({ labels }) => ({ labels, samples: [{ time: Date.now(), value: 1 }] }));
    await write({ body: remoteWriteBody(back) });
    await ingest(ctx);
    expect(await told()).toMatchObject([{ state: "resolved" }]);
  });
});

describe("changes", () => {
  test("are kept once for each id, and refused when they say nothing", async ({ ctx }) => {
    await newSource(ctx);
    const send = (body: unknown) =>
      postChange(request({ body: JSON.stringify(body), type: "application/json", encoding: null }), route());
    const change = {
      id: "deploy-7",
      title: "checkout 1.4.2",
      service: "checkout",
      link: "https://ci.example/7",
    };
    const first = await (await send(change)).json();
    expect(await (await send({ ...change, title: "checkout 1.4.3" })).json()).toEqual(first);
    expect((await send({ id: "x" })).status).toBe(400);
  });
});
