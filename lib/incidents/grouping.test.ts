/** Which alerts become one incident, and what its ticket hears of them. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { incidentAlert } from "#db/schema/incidents";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { timeline } from "#lib/tickets/queries";
import { at, ended, environment, fires, start } from "./testing/environment";

test("24 alerts of one outage are one incident with one ticket, which hears of the first, the graver and the end", async ({
  db,
}) => {
  const { record, incidents, tickets, resolveQuiet, ctx } = environment(db);
  const place = { service: unique("checkout"), cluster: "eu-1" };
  const alerts = Array.from({ length: 24 }, (_, n) =>
    fires(`Rule${n % 6}`, { ...place, pod: `checkout-${n}` }, n * 10, {
      severity: n === 9 ? "critical" : "warning",
    }),
  );
  for (const alert of alerts) await record(alert);
  const [one, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(one).toMatchObject({ members: 24, firing: 24, severity: "critical", status: "open" });
  expect(await tickets()).toMatchObject([{ id: one?.ticketId, kind: "alert", priority: "urgent" }]);
  for (const alert of alerts) await record(ended(alert, 900));
  expect(await incidents()).toMatchObject([{ status: "settling", firing: 0, quietSince: at(900) }]);
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "resolved", resolvedAt: at(900) }]);
  const events = await timeline(ctx, one?.ticketId ?? 0);
  expect(events.map(({ kind }) => kind)).toEqual([
    "alert_firing",
    "alert_firing",
    "triage_change",
    "alert_resolved",
    "alert_resolved",
  ]);
});

test("300 alerts of one group of the source are one incident, and one resolved incident when all have ended", async ({
  db,
}) => {
  const { record, incidents, tickets, resolveQuiet } = environment(db);
  const alerts = Array.from({ length: 300 }, (_, n) =>
    fires(unique("Rule"), { customer: `c${n}` }, n, { groupKey: "site=a" }),
  );
  await record(...alerts.slice(0, 150));
  await record(...alerts.slice(150));
  await record(...alerts.map((alert) => ended(alert, 600)));
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "resolved", members: 300 }]);
  expect(await tickets()).toHaveLength(1);
});

test("alerts that share nothing that says what they are about stay apart, even at the same second", async ({
  db,
}) => {
  const { record, incidents } = environment(db);
  const labels = {
    severity: "critical",
    cluster: "prod",
    job: "kube-state-metrics",
    service: "kube-state-metrics",
  };
  await record(
    fires(unique("KubePodCrashLooping"), { ...labels, namespace: "shop", pod: "cart-7d9c6b5f4-x2x9z" }),
    fires(unique("KubeJobFailed"), { ...labels, namespace: "billing", job_name: "invoices" }),
    fires(unique("KubeQuotaFull"), { ...labels, namespace: "ml" }),
    fires(unique("EtcdDown"), { severity: "critical" }),
    fires(unique("ApiSlow"), { severity: "critical" }),
    fires(unique("Errors"), { service: "search", cluster: "eu-1" }),
    fires(unique("Errors"), { service: "search", cluster: "us-1" }),
  );
  expect(await incidents()).toHaveLength(7);
});

test("one rule in many places at a time is one incident, which says what was left aside", async ({ db }) => {
  const { record, incidents } = environment(db);
  const name = unique("InstanceDown");
  for (let n = 0; n < 5; n++)
    await record(fires(name, { job: "node", instance: `10.0.0.${n}:9100` }, n * 20));
  const [one, ...others] = await incidents();
  expect(others).toEqual([]);
  const reasons = await db
    .select({ reason: incidentAlert.reason })
    .from(incidentAlert)
    .where(eq(incidentAlert.incidentId, one?.id ?? 0))
    .orderBy(incidentAlert.id);
  expect(reasons[0]?.reason).toEqual({ rule: "first" });
  expect(reasons[4]?.reason).toMatchObject({ rule: "series", aside: ["instance"], gap: 20 });
});

test("a label whose value is new with every alert of a rule is learnt to say nothing", async ({ db }) => {
  const { record, incidents } = environment(db);
  const name = unique("QueueStuck");
  const stuck = (n: number, hour: number) => fires(name, { shop: "eu", lane: `lane-${n}` }, hour * 3600);
  for (let n = 0; n < 10; n++) await record(stuck(n, n));
  const before = (await incidents()).length;
  await record(stuck(20, 30));
  await record(stuck(21, 30));
  expect((await incidents()).length - before).toBe(1);
});

test("components that failed together again and again are joined, and the reason says how often", async ({
  db,
}) => {
  const { record, incidents } = environment(db);
  const [base, shop] = [unique("postgres"), unique("shop")];
  const day = 24 * 3600;
  for (let n = 0; n < 4; n++) {
    await record(fires("Down", { service: base }, n * day));
    await record(fires("Errors", { service: shop }, n * day + 60));
    await record(ended(fires("x", {}), 0));
  }
  const all = await incidents();
  expect(all).toHaveLength(6);
  const last = all.at(-1);
  const [reason] = await db
    .select({ reason: incidentAlert.reason })
    .from(incidentAlert)
    .where(
      sql`${incidentAlert.incidentId} = ${last?.id ?? 0} and ${incidentAlert.reason}->>'rule' = 'together'`,
    );
  expect(reason?.reason).toMatchObject({ with: base, gap: 60, of: 3, together: 3 });
});

test("what fails often and never together is not joined for failing moments apart, nor by a rule that is; what nobody knows yet is", async ({
  db,
}) => {
  const { record, incidents, clock } = environment(db);
  const region = unique("region");
  const down = (service: string, seconds: number) => fires("Down", { service, region }, seconds);
  const fail = (service: string, seconds: number) => {
    clock.now = start + seconds * 1000;
    return record(down(service, seconds));
  };
  const [one, other] = [unique("one"), unique("other")];
  const day = 24 * 3_600;
  for (let n = 0; n < 10; n++) {
    clock.now = start + (n * day + 20 * 3_600) * 1000;
    // It is no quiet place: that two things fail within a minute is nothing special.
    const others = Array.from({ length: 8 }, (_, k) => down(`${one}-${k}`, n * day + (11 + k) * 3_600));
    await record(down(one, n * day), down(other, n * day + 10 * 3_600), ...others);
  }
  const before = (await incidents()).length;
  await fail(one, 11 * day);
  await fail(other, 11 * day + 20);
  expect((await incidents()).length - before).toBe(2);
  await fail(unique("fresh"), 11 * day + 40);
  expect((await incidents()).length - before).toBe(3);
  // A rule that was alone a hundred times says nothing for company; one that nobody knows leaves it to time and place.
  const slow = (seconds: number) =>
    record(fires(unique("Slow"), { service: unique("fresh"), region }, seconds));
  clock.now = start + (11 * day + 3_600) * 1000;
  await slow(11 * day + 3_600);
  await slow(11 * day + 3_620);
  expect((await incidents()).length - before).toBe(4);
});

test("where a component tells all of a failure within moments, what it raises minutes later is another one", async ({
  db,
}) => {
  const { record, clock } = environment(db);
  const place = { service: unique("billing"), cluster: unique("eu") };
  const hours = 3_600;
  const failing = (seconds: number) => [
    fires(unique("Slow"), place, seconds),
    fires(unique("Errors"), place, seconds + 20),
  ];
  const history = Array.from({ length: 120 }, (_, n) => failing(n * 3 * hours)).flat();
  clock.now = start + 360 * hours * 1000;
  await record(
    ...history.flatMap((alert) => [alert, ended(alert, (alert.startsAt.getTime() - start) / 1000 + 60)]),
  );
  const [first, second] = await record(...failing(360 * hours));
  expect(second?.incidentId).toBe(first?.incidentId);
  const [third, fourth] = await record(...failing(360 * hours + 480));
  expect(third?.incidentId).not.toBe(first?.incidentId);
  expect(fourth?.incidentId).toBe(third?.incidentId);
});
