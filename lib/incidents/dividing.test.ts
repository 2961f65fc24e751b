/** An incident that holds two causes is taken apart by itself, with the reason, and put together again by people for good. */
import { eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { incident, incidentAlert } from "#db/schema/incidents";
import { audit } from "#db/schema/platform";
import { systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { person } from "#lib/suggestions/testing/fixtures";
import { tellDependencies } from "#lib/topology/commands";
import { divideIncident, mergeIncident } from "./commands";
import { incidentById } from "./queries";
import { recordAlerts } from "./record-alerts";

const minute = 60_000;

test("two failures that were joined are told apart by who calls whom; merged by a person they stay together", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const roots = [unique("cart"), unique("stock")];
  const services = roots.map((root) => [root, ...Array.from({ length: 5 }, (_, n) => `${root}-${n}`)]);
  await tellDependencies(ctx, {
    origin: "catalogue",
    source: unique("source"),
    about: services.flat(),
    dependencies: services.flatMap(([root = "", ...callers]) =>
      callers.map((service) => ({ service, dependsOn: root })),
    ),
  });
  const since = Date.now() - 30 * minute;
  const alerts = services.flatMap((names, place) =>
    names.map((service, n) =>
      inbound({
        name: "HighErrorRate",
        labels: { alertname: "HighErrorRate", service },
        startsAt: new Date(since + (7 * place + n / 2) * minute),
        severity: "warning",
      }),
    ),
  );
  const placed = await recordAlerts(ctx, { source: unique("source"), alerts });
  const ids = placed.flatMap((one) => one?.alertId ?? []);
  const incidentId = placed[0]?.incidentId ?? 0;
  // As they are where they were joined before anybody knew better.
  await db.update(incidentAlert).set({ incidentId }).where(inArray(incidentAlert.alertId, ids));
  await db
    .update(incident)
    .set({ members: ids.length, firing: ids.length })
    .where(eq(incident.id, incidentId));
  const grown = async () => {
    const [row] = await db.select().from(incident).where(eq(incident.id, incidentId));
    return { incidentId, since: (row?.lastJoinAt ?? new Date()).toISOString() };
  };
  expect(await divideIncident(ctx, { incidentId, since: new Date(0).toISOString() })).toBeNull();
  const divided = await divideIncident(ctx, await grown());
  expect(divided).toMatchObject({ alertIds: ids.slice(6), first: roots[0], second: roots[1] });
  const into = divided?.into ?? 0;
  const [old, fresh] = [await incidentById(ctx, incidentId), await incidentById(ctx, into)];
  expect(old.incident).toMatchObject({ members: 6, firing: 6, status: "open" });
  expect(fresh).toMatchObject({
    incident: { members: 6, firing: 6, status: "open", ticketId: expect.any(Number) },
    members: expect.arrayContaining([
      expect.objectContaining({ reason: { rule: "apart", with: roots[1], than: roots[0] } }),
    ]),
  });
  expect(fresh.events).toContainEqual(
    expect.objectContaining({
      kind: "split",
      actorName: "Vigil",
      data: expect.objectContaining({ from: incidentId }),
    }),
  );
  const written = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, String(incidentId)));
  expect(written.map(({ action }) => action)).toContain("incident.split");

  const analyst = await person(ctxAs(db, "analyst"), "analyst");
  await mergeIncident(analyst, { incidentId: into, intoId: incidentId });
  expect(await divideIncident(ctx, await grown())).toBeNull();
  expect((await incidentById(ctx, incidentId)).incident.members).toBe(ids.length);
});
