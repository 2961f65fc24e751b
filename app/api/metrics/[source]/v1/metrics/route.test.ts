/** Samples by OTLP, through the route into a real database. */
import { gzipSync } from "node:zlib";
import { describe, expect } from "vitest";
import { attributes, otlpJson, otlpProtobuf } from "#lib/metrics/testing/encode";
import { waitingBodies } from "#lib/metrics/testing/kept";
import { test } from "#lib/platform/testing/database";
import { ingest, newSource, now, secretForEach } from "../../testing/sender";

secretForEach();

describe("OTLP", () => {
  test("reads JSON and protobuf, delta and cumulative, with gzip", async ({ ctx }) => {
    const { otlp, seriesRows } = await newSource(ctx);
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
    const rows = new Map((await seriesRows()).map((row) => [row.name, row]));
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

  test("a body that came unpacked waits packed, and is taken in as it was", async ({ ctx }) => {
    const { otlp, seriesRows, source } = await newSource(ctx);
    const dataPoints = Array.from({ length: 1_000 }, (_, n) => ({
      attributes: attributes({ instance: `host-${n}:9100` }),
      timeUnixNano: `${now()}000000`,
      asDouble: n,
    }));
    const body = otlpJson([{ name: "load", gauge: { dataPoints } }], {});
    const answer = await otlp({ body, type: "application/json", encoding: null });
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    const [kept] = await waitingBodies(ctx, source.id);
    expect(kept?.encoding).toBe("gzip");
    expect(kept?.bytes).toBeLessThan(body.length / 5);
    await ingest(ctx);
    expect((await seriesRows()).map(({ lastValue }) => lastValue)).toEqual(dataPoints.map((_, n) => n));
  });

  test("a field of the wrong kind is refused by its name", async ({ ctx }) => {
    const { otlp } = await newSource(ctx);
    const point = { timeUnixNano: `${now()}000000`, asDouble: 1 };
    for (const [wrong, name] of [
      [{ ...point, attributes: {} }, "attributes is no list"],
      [{ ...point, asDouble: [1] }, "asDouble is no number"],
      [{ ...point, timeUnixNano: "yesterday" }, "timeUnixNano is no moment"],
      [{ ...point, attributes: [{ key: 7, value: { stringValue: "a" } }] }, "key is no text"],
      ["a point", "a point is no object"],
    ]) {
      const body = otlpJson([{ name: "load", gauge: { dataPoints: [wrong] } }], {});
      const answer = await otlp({ body, type: "application/json", encoding: null });
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(String(name))]);
    }
  });
});
