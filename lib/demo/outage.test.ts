/** The demo's outage: its alerts are one incident, its latency an anomaly that joins it, and both end by themselves. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { incident } from "#db/schema/incidents";
import { metricSource } from "#db/schema/metrics";
import { alert } from "#db/schema/signals";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { incidentById } from "#lib/incidents/queries";
import { detectMajor } from "#lib/major/detecting";
import { majorDetail } from "#lib/major/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { alertsAt, watchCluster } from "./outage";

test("an outage is one incident that opens, grows and is over; the next one is another", async ({ db }) => {
  let now = new Date("2026-03-02T10:00:00Z").getTime();
  const ctx: Ctx = { ...systemCtx("demo", db), now: () => new Date(now) };
  const play = async (seconds: number, step: number) => {
    for (const end = now + seconds * 1000; now < end; now += step * 1000) {
      await watchCluster(ctx);
      await detectMajor(ctx);
    }
  };
  await play(11 * 60, 20);
  const firing = await db.select().from(alert);
  expect(firing.length).toBeGreaterThanOrEqual(40);
  expect(firing.map(({ name }) => name)).toContain("StorageDiskSlow");
  expect(firing.map(({ source }) => source)).toContain("metrics");
  const [open, ...others] = await db.select().from(incident);
  expect(others).toEqual([]);
  expect(open).toMatchObject({ status: "open", major: "proposed" });
  const { members, origin } = await incidentById(ctx, open?.id ?? 0);
  expect(members.find(({ name }) => name === "ApiRequestsSlow")?.reason).toMatchObject({
    rule: "dependency",
    path: ["block-storage-api", "block-storage"],
  });
  expect(origin).toMatchObject({ service: "block-storage", dependents: [{}, {}] });
  const detail = await majorDetail(ctx, open?.id ?? 0);
  expect(detail.affected.map(({ company }) => company)).toEqual([
    "Fjordline Freight",
    "Pixelforge Render",
    "Lumen Health Records",
  ]);
  expect(detail.changes).toMatchObject([{ isSameService: true }]);

  await play(40 * 60, 20);
  const [quiet] = await db.select().from(incident);
  const since = quiet?.quietSince?.toISOString() ?? "";
  await resolveQuietIncident(ctx, { incidentId: quiet?.id ?? 0, since });
  const [over] = await db.select().from(incident);
  expect(over).toMatchObject({ id: open?.id, status: "resolved" });
  const [source] = await db.select().from(metricSource).where(eq(metricSource.id, "halden-metrics"));
  expect(source?.late).toBe(0);
});

test("monitoring tells the same of a moment whenever it is asked, and nothing between two outages", () => {
  const begun = Date.parse("2026-03-02T10:00:00Z");
  const during = begun + 8 * 60_000;
  expect(alertsAt(during, begun)).toEqual(alertsAt(during, begun));
  expect(alertsAt(during, begun)).toHaveLength(18);
  expect(alertsAt(begun + 60_000, begun)).toEqual([]);
  expect(alertsAt(begun + 60 * 60_000, begun)).toEqual([]);
  expect(alertsAt(during + 6 * 3_600_000, begun).map(({ fingerprint }) => fingerprint)).not.toEqual(
    alertsAt(during, begun).map(({ fingerprint }) => fingerprint),
  );
});
