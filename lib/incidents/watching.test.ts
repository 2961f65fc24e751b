/** Heartbeats, of which one that stops is an alert; and a source that brings too much, which costs the others nothing. */
import { and, eq } from "drizzle-orm";
import { afterEach, expect, vi } from "vitest";
import type { Database } from "#db/client";
import { incident } from "#db/schema/incidents";
import { alert } from "#db/schema/signals";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { findStoppedHeartbeats, recordAlerts } from "./record-alerts";

afterEach(() => vi.unstubAllEnvs());

function clocked(db: Database) {
  const clock = { minute: 0 };
  const start = Date.UTC(2026, 2, 2, 9);
  const ctx = { ...systemCtx("test", db), now: () => new Date(start + clock.minute * 60_000) };
  return { clock, ctx, start: new Date(start) };
}

test("a heartbeat is nobody's matter; when it stops there is an incident, which ends when it is back", async ({
  db,
}) => {
  const { clock, ctx, start } = clocked(db);
  const source = unique("source");
  const beat = inbound({
    name: "Watchdog",
    labels: { alertname: "Watchdog", severity: "none" },
    startsAt: start,
  });
  const tell = () => recordAlerts(ctx, { source, alerts: [beat] });
  const incidents = () => db.select().from(incident).where(eq(incident.source, source));
  const silence = () =>
    db
      .select()
      .from(alert)
      .where(and(eq(alert.source, source), eq(alert.name, "HeartbeatStopped")));
  for (const minute of [0, 5, 10, 15]) {
    clock.minute = minute;
    expect(await tell()).toMatchObject([{ incidentId: null, ticketId: null }]);
    await findStoppedHeartbeats(ctx, {});
  }
  clock.minute = 29;
  await findStoppedHeartbeats(ctx, {});
  expect(await incidents()).toEqual([]);
  clock.minute = 31;
  await findStoppedHeartbeats(ctx, {});
  await findStoppedHeartbeats(ctx, {});
  expect(await incidents()).toMatchObject([
    { title: "Watchdog has stopped", severity: "critical", firing: 1 },
  ]);
  clock.minute = 40;
  await tell();
  expect(await silence()).toMatchObject([{ state: "resolved", occurrences: 1 }]);
  expect(await incidents()).toMatchObject([{ status: "settling", firing: 0 }]);
});

test("an alert that a heartbeat of something else is missing is an alert like any other", async ({ db }) => {
  const { ctx } = clocked(db);
  const alerts = [
    inbound({ name: "HeartbeatMissing", labels: { alertname: "HeartbeatMissing", service: unique("s") } }),
  ];
  const [one] = await recordAlerts(ctx, { source: unique("source"), alerts });
  expect(one?.ticketId).toEqual(expect.any(Number));
});

test("what a source brings over its limit is refused with one incident; known alerts and other sources are taken in", async ({
  db,
}) => {
  vi.stubEnv("VIGIL_ALERT_LIMIT", "5");
  const { clock, ctx, start } = clocked(db);
  const [loud, calm] = [unique("loud"), unique("calm")];
  const flood = Array.from({ length: 12 }, () =>
    inbound({ startsAt: start, labels: { alertname: "X", service: unique("s") } }),
  );
  const first = await recordAlerts(ctx, { source: loud, alerts: flood });
  expect(first.map((one) => one !== null)).toEqual(flood.map((_, n) => n < 5));
  const again = await recordAlerts(ctx, { source: loud, alerts: flood.slice(0, 7) });
  expect(again.map((one) => one?.isDuplicate ?? "refused")).toEqual([
    ...Array(5).fill(true),
    "refused",
    "refused",
  ]);
  const other = await recordAlerts(ctx, { source: calm, alerts: [inbound({ startsAt: start })] });
  expect(other).toMatchObject([{ isDuplicate: false }]);
  const limits = await db
    .select()
    .from(incident)
    .where(and(eq(incident.source, loud), eq(incident.title, `${loud} is over its limit`)));
  expect(limits).toHaveLength(1);
  clock.minute = 2;
  const later = await recordAlerts(ctx, { source: loud, alerts: flood.slice(7) });
  expect(later.every((one) => one !== null)).toBe(true);
});
