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
import { endUntold, findStoppedHeartbeats, recordAlerts } from "./record-alerts";

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

test("what its source never ends is over when it said so, or when nothing is heard of it for a day; told again it fires anew", async ({
  db,
}) => {
  const { clock, ctx, start } = clocked(db);
  const sources = [unique("silent"), unique("telling")] as const;
  const [silent, telling] = sources;
  const states = async (source: string) =>
    (await db.select().from(alert).where(eq(alert.source, source)).orderBy(alert.id)).map(
      ({ state }) => state,
    );
  const notice = inbound({ startsAt: start, overAt: new Date(start.getTime() + 7 * 86_400_000) });
  const lasting = inbound({ startsAt: start });
  const brief = inbound({ startsAt: start });
  await recordAlerts(ctx, { source: telling, alerts: [notice, lasting, brief] });
  const fired = ["Disk", "Login", "Backup"].map((name) => inbound({ name, startsAt: start }));
  await recordAlerts(ctx, { source: silent, alerts: fired });
  clock.minute = 10;
  await recordAlerts(ctx, { source: telling, alerts: [{ ...brief, state: "resolved", endsAt: ctx.now() }] });
  clock.minute = 23 * 60;
  await endUntold(ctx, { sources: [...sources] });
  expect(await states(silent)).toEqual(["firing", "firing", "firing"]);
  clock.minute = 25 * 60;
  await endUntold(ctx, { sources: [...sources] });
  expect(await states(silent)).toEqual(["resolved", "resolved", "resolved"]);
  expect(await db.select().from(incident).where(eq(incident.source, silent))).not.toContainEqual(
    expect.objectContaining({ status: "open" }),
  );
  expect(await states(telling)).toEqual(["firing", "firing", "resolved"]);
  await recordAlerts(ctx, { source: silent, alerts: fired.slice(0, 1) });
  expect(await states(silent)).toEqual(["firing", "resolved", "resolved"]);
  clock.minute = 8 * 24 * 60;
  await endUntold(ctx, { sources: [...sources] });
  expect(await states(silent)).toEqual(["resolved", "resolved", "resolved"]);
  expect(await states(telling)).toEqual(["resolved", "firing", "resolved"]);
  const [over] = await db.select().from(alert).where(eq(alert.fingerprint, notice.fingerprint));
  expect(over).toMatchObject({ endsAt: notice.overAt, flaws: [expect.stringContaining("taken to be")] });
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
