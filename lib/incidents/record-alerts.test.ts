/** Alerts as they are kept: one row each, in whatever order and however often they are told. */
import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, expect, vi } from "vitest";
import { alert, alertEpisode } from "#db/schema/signals";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { endOverLimits, recordAlerts } from "./record-alerts";

afterEach(() => vi.unstubAllEnvs());

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));

test("a hundred thousand tellings of one alert are one row", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const fingerprint = unique("f");
  for (let batch = 0; batch < 10; batch++) {
    const alerts = Array.from({ length: 10_000 }, () => inbound({ fingerprint, startsAt: at(0) }));
    await recordAlerts(ctx, { source, alerts });
  }
  const rows = await db.select().from(alert).where(eq(alert.source, source));
  expect(rows).toMatchObject([{ fingerprint, state: "firing", occurrences: 1 }]);
});

test("an end that is told before its beginning ends it; that of an earlier firing does not end a later one", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const fingerprint = unique("f");
  const firing = (startsAt: Date) => inbound({ fingerprint, startsAt });
  const over = (startsAt: Date, endsAt: Date) =>
    inbound({ fingerprint, state: "resolved", startsAt, endsAt });
  const stateAfter = async (...alerts: ReturnType<typeof inbound>[]) => {
    const steps = await recordAlerts(ctx, { source, alerts });
    const [row] = await db.select().from(alert).where(eq(alert.source, source));
    return [row?.state, row?.occurrences, steps.at(-1)?.isDuplicate];
  };
  expect(await stateAfter(over(at(0), at(5)))).toEqual(["resolved", 0, true]);
  expect(await stateAfter(firing(at(0)))).toEqual(["resolved", 0, true]);
  expect(await stateAfter(firing(at(30)))).toEqual(["firing", 1, false]);
  expect(await stateAfter(over(at(0), at(5)))).toEqual(["firing", 1, true]);
  expect(await stateAfter(over(at(30), at(40)))).toEqual(["resolved", 1, false]);
});

test("an alert that flaps is one stretch of time that counts; one that comes back later is another", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const fingerprint = unique("f");
  for (const minute of [0, 4, 8, 45])
    await recordAlerts(ctx, {
      source,
      alerts: [
        inbound({ fingerprint, startsAt: at(minute) }),
        inbound({ fingerprint, state: "resolved", startsAt: at(minute), endsAt: at(minute + 2) }),
      ],
    });
  const rows = await db
    .select({ startsAt: alertEpisode.startsAt, endsAt: alertEpisode.endsAt, flips: alertEpisode.flips })
    .from(alertEpisode)
    .innerJoin(alert, eq(alert.id, alertEpisode.alertId))
    .where(eq(alert.source, source))
    .orderBy(alertEpisode.id);
  expect(rows).toEqual([
    { startsAt: at(0), endsAt: at(10), flips: 2 },
    { startsAt: at(45), endsAt: at(47), flips: 0 },
  ]);
});

test("whatever order tellings of one firing arrive in, and however often, the alert ends as it did", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const tellings = fc.shuffledSubarray(["firing", "firing", "resolved", "firing", "resolved"] as const, {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(tellings, async (states) => {
      const fingerprint = unique("f");
      for (const state of states)
        await recordAlerts(ctx, {
          source,
          alerts: [
            inbound({ fingerprint, state, startsAt: at(0), endsAt: state === "resolved" ? at(5) : null }),
          ],
        });
      const [row] = await db.select().from(alert).where(sql`${alert.fingerprint} = ${fingerprint}`);
      expect(row?.state).toBe(states.includes("resolved") ? "resolved" : "firing");
      expect(row?.occurrences).toBeLessThanOrEqual(1);
    }),
    { numRuns: 25 },
  );
});

test("ten thousand labels of 64 kB are cut to what can be kept, and that is said", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const long = "x".repeat(64_000);
  const labels = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, n) => [`l${n}`, n % 500 ? "v" : long]),
  );
  await recordAlerts(ctx, { source, alerts: [inbound({ labels: { ...labels, service: "checkout" } })] });
  const [row] = await db.select().from(alert).where(eq(alert.source, source));
  expect(Object.keys(row?.labels ?? {})).toHaveLength(128);
  expect(row?.labels.service).toBe("checkout");
  expect(row?.flaws).toContainEqual(expect.stringContaining("10001 labels"));
});

test("a source that was over its limit and keeps it again ends its alert, and with it the incident", async ({
  db,
}) => {
  const source = unique("source");
  let now = at(0);
  const ctx = { ...systemCtx("test", db), now: () => now };
  vi.stubEnv("VIGIL_ALERT_LIMIT", "5");
  const flood = Array.from({ length: 6 }, (_, n) =>
    inbound({ fingerprint: `${source}-${n}`, startsAt: at(0) }),
  );
  await recordAlerts(ctx, { source, alerts: flood });
  const limitAlerts = async () => {
    const rows = await db
      .select({ name: alert.name, state: alert.state })
      .from(alert)
      .where(and(eq(alert.source, source), eq(alert.fingerprint, "vigil:over-limit")));
    return rows.map(({ name, state }) => `${name} ${state}`);
  };
  expect(await limitAlerts()).toEqual(["SourceOverLimit firing"]);
  now = at(1);
  await endOverLimits(ctx, {});
  expect(await limitAlerts()).toEqual(["SourceOverLimit firing"]);
  now = at(3);
  await endOverLimits(ctx, {});
  expect(await limitAlerts()).toEqual(["SourceOverLimit resolved"]);
});
