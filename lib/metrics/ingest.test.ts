/** However acknowledged samples come to be ingested, and whatever is broken off in between: all of it comes to the same. */
import fc from "fast-check";
import { beforeEach, expect, vi } from "vitest";
import { type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { createMetricSource } from "./commands";
import { ingestSamples } from "./ingest";
import { receiveRemoteWrite } from "./receive";
import { type EncodedSeries, remoteWriteBody } from "./testing/encode";
import { keptAnomalies, keptHours, keptSeries, keptSource, keptState, waiting } from "./testing/kept";

const at = new Date("2026-11-20T12:00:00Z");
const stepMs = 60_000;
let serial = 0;

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});

/** A reading of each series, `gap` steps after the one before. */
const reading = fc.record({
  gap: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 2, 30),
  noise: fc.oneof({ weight: 40, arbitrary: fc.integer({ min: -5, max: 5 }) }, fc.constant(Number.NaN)),
  isRestarted: fc.oneof({ weight: 40, arbitrary: fc.constant(false) }, fc.constant(true)),
});
/** What happens after a body: it is sent again, an ingestion is broken off before its commit, one is done. */
const event = fc.constantFrom("nothing", "repeated", "broken off", "ingested");
const body = fc.record({
  readings: fc.array(reading, { minLength: 8, maxLength: 20 }),
  /** While something is wrong. */
  off: fc.constantFrom(0, 0, 0, 900),
  event,
});
const story = fc.array(body, { minLength: 20, maxLength: 28 });

type Reading = { gap: number; noise: number; isRestarted: boolean };

function bodiesOf(parts: readonly { readings: Reading[]; off: number }[]): Uint8Array<ArrayBuffer>[] {
  const steps = parts.flatMap(({ readings }) => readings).reduce((sum, { gap }) => sum + gap, 0);
  let time = at.getTime() - steps * stepMs;
  let counted = 0;
  return parts.map(({ readings, off }, place) => {
    const depth: EncodedSeries = { labels: { __name__: "depth", job: "shop" }, samples: [] };
    const orders: EncodedSeries = { labels: { __name__: "orders_total", job: "shop" }, samples: [] };
    for (const { gap, noise, isRestarted } of readings) {
      time += gap * stepMs;
      counted = isRestarted ? 10 : counted + 600 + (noise || 0);
      // The first half shows what is usual.
      depth.samples.push({ time, value: 50 + noise + (place > parts.length / 2 ? off : 0) });
      orders.samples.push({ time, value: counted });
    }
    return remoteWriteBody([depth, orders]);
  });
}

class BrokenOff extends Error {}

async function newSource(ctx: Ctx) {
  const id = `portions-${++serial}`;
  const { secret } = await createMetricSource(ctx, { id, name: id, kind: "push" });
  const run = { ...systemCtx("metrics", ctx.db), now: () => at };
  const headers = new Headers({
    authorization: `Bearer ${secret}`,
    "content-type": "application/x-protobuf",
  });
  return {
    id,
    send: (body: Uint8Array) => receiveRemoteWrite(run, id, { headers, body }),
    ingest: () => ingestSamples(run),
    breakOff: () =>
      withTransaction(run, async (tx) => {
        await ingestSamples(tx);
        throw new BrokenOff();
      }).catch((error: unknown) => {
        if (!(error instanceof BrokenOff)) throw error;
      }),
  };
}

/** All that is known of a source's series, but for ids. */
async function knownOf(ctx: Ctx, sourceId: string) {
  const all = await keptSeries(ctx, sourceId);
  return Promise.all(
    all.map(async ({ id, sourceId: _, ...series }) => {
      const hours = await keptHours(ctx, id);
      const anomalies = await keptAnomalies(ctx, id);
      return {
        series,
        detector: await keptState(ctx, id),
        // Sums of the same numbers differ in their last digits by how they were put together.
        hours: hours.map(({ hour, count, sum, points }) => ({ hour, count, sum: sum.toFixed(6), points })),
        anomalies: anomalies.map(({ kind, startedAt, endedAt, value }) => ({
          kind,
          startedAt,
          endedAt,
          value,
        })),
      };
    }),
  );
}

test("points, states and anomalies are the same in any portions, with bodies told twice and ingestions broken off", async ({
  ctx,
}) => {
  let anomalies = 0;
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const bodies = bodiesOf(told);
      const whole = await newSource(ctx);
      for (const sent of bodies) await whole.send(sent);
      await whole.ingest();
      const broken = await newSource(ctx);
      for (const [place, sent] of bodies.entries()) {
        await broken.send(sent);
        const what = told[place]?.event;
        if (what === "repeated") await broken.send(sent);
        if (what === "broken off") await broken.breakOff();
        if (what === "ingested") await broken.ingest();
      }
      await broken.ingest();
      const known = await knownOf(ctx, broken.id);
      expect(known).toEqual(await knownOf(ctx, whole.id));
      expect(await waiting(ctx, broken.id)).toBe(0);
      anomalies += known.flatMap((one) => one.anomalies).length;
    }),
    { numRuns: 5, endOnFailure: true },
  );
  expect(anomalies).toBeGreaterThan(0);
});

test("moments and values nobody can mean keep no other sample waiting", async ({ ctx }) => {
  const source = await newSource(ctx);
  const series = (name: string, times: number[]): EncodedSeries => ({
    labels: { __name__: name },
    samples: times.map((time) => ({ time, value: 1 })),
  });
  const ages = [-9e15, -1, 0, 1, at.getTime() - 401 * 86_400_000, 9e15];
  await source.send(remoteWriteBody(ages.map((time, place) => series(`odd_${place}`, [time]))));
  const huge = (name: string, values: number[], first: number): EncodedSeries => ({
    labels: { __name__: name },
    samples: values.map((value, place) => ({ time: at.getTime() - (first - place) * 1_000, value })),
  });
  const most = Number.MAX_VALUE;
  for (const first of [20, 10])
    await source.send(
      remoteWriteBody([
        huge("huge", [most, most, most, -most], first),
        huge("deep", [-most, -most, -most], first),
        huge("huge_total", [-most, most, -most, most], first),
      ]),
    );
  await source.ingest();
  await source.send(remoteWriteBody([series("fine", [at.getTime()]), huge("huge", [most, most, most], 5)]));
  await source.ingest();
  expect(await waiting(ctx, source.id)).toBe(0);
  const kept = await keptSeries(ctx, source.id);
  expect(
    kept
      .filter(({ lastAt }) => lastAt !== null)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["deep", "fine", "huge", "huge_total"]);
  expect((await keptSource(ctx, source.id))?.late).toBe(ages.length);
});
