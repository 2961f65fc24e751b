import { describe, expect } from "vitest";
import { findSilence } from "#lib/metrics/sources-alerts";
import { remoteWrite2Body, remoteWriteBody } from "#lib/metrics/testing/encode";
import { keptAnomalies, keptHours, keptSource, toldAlerts, waiting } from "#lib/metrics/testing/kept";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { gauge, ingest, newSource, now, secretForEach } from "../testing/sender";

secretForEach();

describe("remote write 1.0", () => {
  test("keeps samples once, by series, with counters as what they add a second", async ({ ctx }) => {
    const { source, write, seriesRows } = await newSource(ctx);
    const counter = gauge("http_requests_total", [100, 160, 220, 10]);
    const body = remoteWriteBody([gauge("temperature", [20, 21.5]), counter]);
    const answer = await write({ body });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("x-prometheus-remote-write-samples-written")).toBe("6");
    expect((await write({ body })).status).toBe(204);
    expect(await ingest(ctx)).toBe(12);
    const [temperature, requests] = await seriesRows();
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
    const { write, seriesRows } = await newSource(ctx);
    const noise = (at: number) => Math.sin(at * 12.9898) * 2 + Math.sin(at * 78.233);
    const values = Array.from({ length: 900 }, (_, at) => 20 + noise(at) + (at >= 880 ? 60 : 0));
    const all = gauge("queue_depth", values);
    const until = (at: number) => remoteWriteBody([{ ...all, samples: all.samples.slice(0, at) }]);
    await write({ body: until(890) });
    await ingest(ctx);
    const [series] = await seriesRows();
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
    const { write, seriesRows } = await newSource(ctx);
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
    const names = (await seriesRows()).map(({ name, isCounter }) => [name, isCounter]);
    expect(names.sort()).toEqual([
      ["latency_seconds_count", true],
      ["latency_seconds_sum", true],
      ["odd", true],
    ]);
  });
});

describe("remote write 2.0", () => {
  test("reads the table of symbols and says what it has written", async ({ ctx }) => {
    const { write, seriesRows } = await newSource(ctx);
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
    const kept = (await seriesRows()).map(({ name, isCounter }) => `${name} ${isCounter}`);
    expect(kept.sort()).toEqual(["h_count true", "h_sum true", "jobs true", "up false"]);
  });
});

describe("silence", () => {
  test("of a metric that always reported is one alert, and ends when it reports again", async ({ ctx }) => {
    const { source, write } = await newSource(ctx);
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
