/** Which alerts become one incident, what its ticket hears of them, and when it is over. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "#db/client";
import { incident, incidentAlert } from "#db/schema/incidents";
import { ticket } from "#db/schema/tickets";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import type { InboundAlert } from "#lib/signals/model";
import { inbound } from "#lib/signals/testing/alerts";
import { timeline } from "#lib/tickets/queries";
import { resolveQuietIncident } from "./commands";
import { recordAlerts } from "./record-alerts";

const start = Date.UTC(2026, 2, 2, 9);
const at = (seconds: number) => new Date(start + seconds * 1000);

/** An alert with these labels, `seconds` after nine. */
function fires(name: string, labels: Record<string, string>, seconds = 0, more: Partial<InboundAlert> = {}) {
  return inbound({ name, labels: { alertname: name, ...labels }, startsAt: at(seconds), ...more });
}

function ended(alert: InboundAlert, seconds: number): InboundAlert {
  return { ...alert, state: "resolved", endsAt: at(seconds) };
}

function environment(db: Database) {
  const source = unique("source");
  const ctx = { ...systemCtx("test", db), now: () => new Date(clock.now) };
  const clock = { now: start + 3_600_000 };
  return {
    source,
    ctx,
    clock,
    record: (...alerts: InboundAlert[]) => recordAlerts(ctx, { source, alerts }),
    incidents: () => db.select().from(incident).where(eq(incident.source, source)).orderBy(incident.id),
    tickets: () => db.select().from(ticket).where(eq(ticket.source, source)),
    /** Lets the quiet time of every incident pass. */
    async resolveQuiet() {
      for (const row of await db.select().from(incident).where(eq(incident.source, source)))
        if (row.quietSince)
          await resolveQuietIncident(ctx, { incidentId: row.id, since: row.quietSince.toISOString() });
    },
  };
}

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

test("an alert that comes back within the quiet time changes nothing; later it opens its incident again", async ({
  db,
}) => {
  const { record, incidents, resolveQuiet, ctx } = environment(db);
  const alert = fires(unique("Flap"), { service: unique("mail") });
  await record(alert);
  await record(ended(alert, 60));
  await record({ ...alert, startsAt: at(90) });
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "open", firing: 1 }]);
  await record(ended({ ...alert, startsAt: at(90) }, 200));
  await resolveQuiet();
  await record({ ...alert, startsAt: at(4000) });
  const [one] = await incidents();
  expect(one).toMatchObject({ status: "open", firing: 1, members: 1 });
  const kinds = (await timeline(ctx, one?.ticketId ?? 0)).map(({ kind }) => kind);
  expect(kinds).toEqual(["alert_firing", "alert_resolved", "alert_firing"]);
});

test("what hardly ever fails has come back an hour after its end; what fails every few hours failed anew", async ({
  db,
}) => {
  const { record, incidents, resolveQuiet, clock } = environment(db);
  const [busy, rare] = [unique("busy"), unique("rare")];
  const fail = async (service: string, hours: number) => {
    const alert = fires("Down", { service }, hours * 3_600, { fingerprint: service });
    clock.now = alert.startsAt.getTime();
    await record(alert);
    clock.now += 60_000;
    await record(ended(alert, hours * 3_600 + 60));
    await resolveQuiet();
  };
  await fail(rare, 0);
  for (let n = 0; n < 12; n++) await fail(busy, 1 + 6 * n);
  await fail(rare, 75);
  await fail(busy, 79);
  const before = (await incidents()).length;
  expect(before).toBe(15);
  await fail(rare, 76.1);
  expect(await incidents()).toHaveLength(before);
  await fail(busy, 80.1);
  expect(await incidents()).toHaveLength(before + 1);
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

test("an alert whose incident is over joins the one that goes on, and opens its own again where none does", async ({
  db,
}) => {
  const { record, incidents, resolveQuiet, clock } = environment(db);
  const place = { service: unique("ledger") };
  const slow = fires("Slow", place);
  const again = (seconds: number) => ({ ...slow, startsAt: at(seconds) });
  const tell = (seconds: number, ...alerts: InboundAlert[]) => {
    clock.now = start + seconds * 1000;
    return record(...alerts);
  };
  await tell(0, slow);
  await tell(60, ended(slow, 60));
  await resolveQuiet();
  await tell(3_000, again(3_000));
  await tell(3_060, ended(again(3_000), 3_060));
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "resolved", members: 1 }]);
  const down = fires("Down", place, 6_000);
  await tell(6_000, down);
  await tell(6_030, again(6_030));
  expect(await incidents()).toMatchObject([
    { status: "resolved", firing: 0 },
    { status: "open", members: 2, firing: 2 },
  ]);
  await tell(6_100, ended(again(6_030), 6_100), ended(down, 6_100));
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "resolved" }, { status: "resolved", firing: 0 }]);
});
