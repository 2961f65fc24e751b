/** The map of services in grouping: who calls what fails joins it and says so, who does not stays apart, and people's word comes first. */
import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Database } from "#db/client";
import { incident, incidentAlert } from "#db/schema/incidents";
import { alert } from "#db/schema/signals";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { tellDependencies } from "#lib/topology/commands";
import { splitIncident } from "./commands";
import { mapViews } from "./map-view";
import { incidentById } from "./queries";
import { recordAlerts } from "./record-alerts";

const start = Date.UTC(2026, 2, 2, 9);

function environment(db: Database) {
  const source = unique("source");
  const clock = { now: start + 3_600_000 };
  const ctx = { ...systemCtx("test", db), now: () => new Date(clock.now) };
  const names = Object.fromEntries(
    ["web", "checkout", "payments", "ledger", "search"].map((name) => [name, unique(name)]),
  );
  const own = (name: string) => names[name] ?? name;
  return {
    ctx,
    clock,
    own,
    /** Lines of `service > depends on`. */
    async map(...lines: string[]) {
      const dependencies = lines.map((line) => {
        const [service = "", dependsOn = ""] = line.split(" > ").map(own);
        return { service, dependsOn };
      });
      await tellDependencies(ctx, { origin: "catalogue", source, about: [], dependencies });
    },
    async fires(service: string, seconds: number, labels: Record<string, string> = {}) {
      const name = unique("Errors");
      const sent = inbound({
        name,
        labels: { alertname: name, service: own(service), ...labels },
        startsAt: new Date(start + seconds * 1000),
      });
      const [placed] = await recordAlerts(ctx, { source, alerts: [sent] });
      return { alertId: placed?.alertId ?? 0, incidentId: placed?.incidentId ?? 0 };
    },
    incidents: () => db.select().from(incident).where(eq(incident.source, source)).orderBy(incident.id),
    reasons: async () =>
      (
        await db
          .select({ reason: incidentAlert.reason })
          .from(incidentAlert)
          .innerJoin(alert, eq(alert.id, incidentAlert.alertId))
          .where(eq(alert.source, source))
          .orderBy(asc(incidentAlert.id))
      ).map(({ reason }) => reason),
  };
}

test("who calls what fails joins it within minutes, says so, and the page names where it began", async ({
  db,
}) => {
  const { ctx, own, map, fires, incidents, reasons } = environment(db);
  await map("checkout > payments", "web > checkout");
  await fires("payments", 0);
  await fires("checkout", 120);
  await fires("web", 150);
  const [one, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(await reasons()).toEqual([
    { rule: "first" },
    { rule: "dependency", path: [own("checkout"), own("payments")], isShared: false, gap: 120 },
    { rule: "dependency", path: [own("web"), own("checkout"), own("payments")], isShared: false, gap: 30 },
  ]);
  const { origin } = await incidentById(ctx, one?.id ?? 0);
  expect(origin).toMatchObject({ service: own("payments"), of: 3, dependents: [{}, {}] });
});

test("without a map, and for what is not on it, nothing changes", async ({ db }) => {
  const { map, fires, incidents } = environment(db);
  await fires("payments", 0);
  await fires("checkout", 60);
  await map("web > search");
  await fires("ledger", 70);
  expect(await incidents()).toHaveLength(3);
});

test("who calls what fails elsewhere, or failed long ago, stays apart", async ({ db }) => {
  const { map, fires, incidents } = environment(db);
  await map("checkout > payments", "web > payments", "search > payments");
  await fires("payments", 0, { cluster: "eu-1", env: "prod" });
  await fires("checkout", 30, { cluster: "us-1" });
  await fires("web", 1_200);
  expect(await incidents()).toHaveLength(3);
  // Another source tells less of the place: that is no other place.
  await fires("search", 40, { cluster: "eu-1" });
  expect(await incidents()).toHaveLength(3);
});

test("the same name in another namespace is another service", async ({ db }) => {
  const { own, map, fires, incidents } = environment(db);
  await map(`shop/${own("checkout")} > shop/${own("payments")}`);
  await fires("payments", 0, { namespace: "shop" });
  await fires("checkout", 30, { namespace: "test" });
  expect(await incidents()).toHaveLength(2);
  await fires("checkout", 40, { namespace: "shop" });
  expect(await incidents()).toHaveLength(2);
});

test("what fails again a while later, moments after something else it calls, fails with that", async ({
  db,
}) => {
  const { map, fires } = environment(db);
  await map("checkout > payments", "checkout > ledger");
  const threeDays = 3 * 24 * 3600;
  await fires("checkout", -threeDays);
  const first = await fires("payments", 0);
  expect((await fires("checkout", 60)).incidentId).toBe(first.incidentId);
  // Still of the first, as nothing else has failed since.
  expect((await fires("checkout", 600)).incidentId).toBe(first.incidentId);
  const second = await fires("ledger", 1_500);
  expect(second.incidentId).not.toBe(first.incidentId);
  expect((await fires("checkout", 1_530)).incidentId).toBe(second.incidentId);
});

test("what is known to fail together is not held apart by a map that does not connect it", async ({ db }) => {
  const { map, fires } = environment(db);
  for (let day = -12; day < 0; day++) {
    await fires("payments", day * 24 * 3600);
    await fires("search", day * 24 * 3600 + 60);
  }
  await map("payments > ledger", "search > web");
  const { incidentId } = await fires("payments", 0);
  expect((await fires("search", 200)).incidentId).toBe(incidentId);
});

test("what people took apart stays apart, whoever calls whom", async ({ db }) => {
  const { ctx, map, fires, incidents } = environment(db);
  await map("checkout > payments");
  const first = await fires("payments", 0);
  const second = await fires("checkout", 60);
  expect(second.incidentId).toBe(first.incidentId);
  const lead = { ...ctx, actor: { kind: "user" as const, id: "lead", name: "Lead", role: "lead" as const } };
  await splitIncident(lead, { incidentId: first.incidentId, alertIds: [second.alertId] });
  await fires("payments", 3_000);
  const again = await fires("checkout", 3_060);
  const all = await incidents();
  const home = all.find(({ id }) => id === again.incidentId);
  expect(home?.id).not.toBe(all.find(({ id }) => id === first.incidentId)?.id);
});

test("a map that does not connect what fails together again and again speaks the less against others", async ({
  db,
}) => {
  const { ctx, clock, own, map, fires } = environment(db);
  await map("search > web", "ledger > payments", "checkout > cart");
  const against = async () => {
    const view = (await mapViews(ctx))?.({ name: own("checkout"), namespace: null });
    return view?.evidence([{ name: own("search"), namespace: null }])?.odds ?? Number.NaN;
  };
  const before = await against();
  expect(before).toBeLessThan(0.5);
  for (let day = 1; day <= 6; day++) {
    clock.now = start + day * 86_400_000;
    await fires("search", day * 86_400, { cluster: "eu-1" });
    await fires("ledger", day * 86_400 + 60, { cluster: "eu-1" });
  }
  clock.now += 3_600_000;
  expect(await against()).toBeGreaterThan(before * 1.1);
});
