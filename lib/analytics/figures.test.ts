/** Every figure of every chart, computed a second time in plain TypeScript from the raw rows of random data. */
import fc from "fast-check";
import { describe, expect, test as plain } from "vitest";
import { ctxAs, test } from "#lib/platform/testing/database";
import { type Point, RangeInput } from "./model";
import { chartWords, figures } from "./queries";
import { type ChartId, chartIds } from "./registry";
import { deskDefinitions } from "./testing/desk-definitions";
import { type GateChartId, gateDefinitions } from "./testing/gate-definitions";
import { randomData } from "./testing/random-data";
import { days, ofQueue, type Rows, range, rawRows, within } from "./testing/raw-rows";
import { type ServiceChartId, serviceDefinitions } from "./testing/service-definitions";

/** The figures of any chart, computed from the raw rows. */
function expectedPoints(chart: ChartId, all: Rows, queueId: number | undefined): Point[] {
  if (chart in deskDefinitions) return deskDefinitions[chart as keyof typeof deskDefinitions](all, queueId);
  if (chart in serviceDefinitions)
    return serviceDefinitions[chart as ServiceChartId]({
      clocks: ofQueue(all, all.clocks, queueId),
      commitments: ofQueue(all, all.commitments, queueId),
      days,
      isWithin: within,
    });
  return gateDefinitions[chart as GateChartId]({
    runs: ofQueue(all, all.runs, queueId),
    labels: all.labels,
    examples: ofQueue(all, all.examples, queueId),
    days,
    isWithin: within,
  });
}

test("all figures agree with a second computation from the raw rows", { timeout: 900_000 }, async ({
  ctx,
}) => {
  const { queueIds } = await randomData(ctx, {
    from: range.from,
    days: 12,
    tickets: 300,
    seed: fc.sample(fc.integer(), 1)[0] ?? 1,
  });
  const all = await rawRows(ctx);
  for (const queueId of [undefined, ...queueIds])
    for (const chart of chartIds) {
      const { points, sample } = await figures(ctx, { ...range, chart, ...(queueId && { queueId }) });
      const expected = expectedPoints(chart, all, queueId);
      const order = chart === "workload" || chart === "sla-attainment" ? byName : asIs;
      expect(order(rounded(points)), `${chart} of queue ${queueId}`).toEqual(order(rounded(expected)));
      // A single queue of a random desk may have none of what is rare.
      if (queueId === undefined) expect(sample, chart).toBeGreaterThan(0);
    }
});

const asIs = (points: Point[]) => points;

const byName = (points: Point[]) => points.toSorted((a, b) => (a.x + a.series < b.x + b.series ? -1 : 1));

const rounded = (points: Point[]) =>
  points.map((point) => ({ ...point, y: point.y === null ? null : Math.round(point.y * 1e4) / 1e4 }));

test("an empty range gives empty charts, not errors", async ({ ctx }) => {
  for (const chart of chartIds) {
    const { points, sample } = await figures(ctx, {
      from: "1990-01-01",
      to: "1990-01-03",
      queueId: 999_999,
      chart,
    });
    expect(sample, chart).toBe(0);
    expect(points.every(({ y }) => y === null || y === 0)).toBe(true);
  }
});

test("viewers may read; a range that is backwards or too long is refused", async ({ db }) => {
  const viewer = ctxAs(db, "viewer");
  await expect(figures(viewer, { ...range, chart: "backlog" })).resolves.toBeDefined();
  await expect(
    figures(viewer, { from: "2001-02-02", to: "2001-02-01", chart: "backlog" }),
  ).rejects.toMatchObject({ code: "invalid" });
  expect(RangeInput.safeParse({ from: "2000-01-01", to: "2001-12-31" }).success).toBe(false);
  expect(RangeInput.safeParse({ from: "0000-01-01", to: "0000-01-02" }).success).toBe(false);
});

describe("the words of a chart", () => {
  plain("say how the figure is computed", () => {
    for (const words of chartWords()) {
      expect(words.definition, words.id).toMatch(/^[A-Z].{40,}\.$/);
      expect(words.title.length, words.id).toBeLessThan(32);
    }
  });
});
