/** What sources of metrics send that is refused or kept in part: broken bodies, floods, wrong secrets, values that are no numbers. */
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { switchMetricSource } from "#lib/metrics/commands";
import { readBody } from "#lib/metrics/formats/read";
import { bodyFormats } from "#lib/metrics/model";
import { remoteWriteBody } from "#lib/metrics/testing/encode";
import { toldAlerts, waiting } from "#lib/metrics/testing/kept";
import { test } from "#lib/platform/testing/database";
import { gauge, ingest, newSource, now, secretForEach } from "./testing/sender";

secretForEach();

describe("what is refused", () => {
  test("other content types with 415, wrong secrets with 401, unknown sources with 404, a source that is off with 403", async ({
    ctx,
  }) => {
    const { source, write, otlp } = await newSource(ctx);
    const body = remoteWriteBody([gauge("a", [1])]);
    const type = "application/x-protobuf;proto=io.prometheus.write.v3.Request";
    expect((await write({ body, type })).status).toBe(415);
    expect((await write({ body, type: "text/plain" })).status).toBe(415);
    expect((await write({ body, encoding: "zstd" })).status).toBe(415);
    expect((await otlp({ body: "{}", type: "application/xml", encoding: null })).status).toBe(415);
    expect((await write({ body, secret: "no" })).status).toBe(401);
    expect((await write({ body }, "nobody")).status).toBe(404);
    await switchMetricSource(ctx, { id: source.id, isEnabled: false });
    expect((await write({ body })).status).toBe(403);
  });

  test("bodies that are cut off, of nothing, or that would unpack without end, with 4xx that is not sent again", async ({
    ctx,
  }) => {
    const { source, write, otlp } = await newSource(ctx);
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
    const { write, seriesRows } = await newSource(ctx);
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
    expect((await seriesRows()).map(({ name }) => name)).toEqual(["fine"]);
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
    const { source, write, seriesRows } = await newSource(ctx, { seriesLimit: 20 });
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
    expect(await seriesRows()).toHaveLength(20);
    const told = () => toldAlerts(ctx, `limit-${source.id}`);
    expect(await told()).toMatchObject([{ state: "firing", occurrences: 1 }]);
    const other = await newSource(ctx);
    await other.write({ body: flood(0, 30) });
    await ingest(ctx);
    expect(await other.seriesRows()).toHaveLength(30);
  });

  test("values that are no numbers and clocks that are wrong are not learned from", async ({ ctx }) => {
    const { write, seriesRows } = await newSource(ctx);
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
    expect(await seriesRows()).toMatchObject([{ lastValue: 3 }]);
  });
});
