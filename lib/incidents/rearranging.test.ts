/** Splitting and merging incidents: what moves, what their tickets hear, and what is learnt. */
import { and, eq, isNull } from "drizzle-orm";
import { expect } from "vitest";
import { incident, incidentAlert } from "#db/schema/incidents";
import { audit } from "#db/schema/platform";
import { systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { inbound } from "#lib/signals/testing/alerts";
import { person } from "#lib/suggestions/testing/fixtures";
import { moveStatus } from "#lib/tickets/commands";
import { ticketById } from "#lib/tickets/queries";
import { mergeIncident, splitIncident } from "./commands";
import { incidentById, incidentOfTicket, incidentsPage } from "./queries";
import { recordAlerts } from "./record-alerts";

type Db = Parameters<typeof systemCtx>[1];

function sender(db: NonNullable<Db>) {
  const source = unique("source");
  const ctx = systemCtx("test", db);
  return async (name: string, labels: Record<string, string>, minute: number) => {
    const startsAt = new Date(Date.now() - 3_600_000 + minute * 60_000);
    const alert = inbound({ name, labels: { alertname: name, ...labels }, startsAt, severity: "warning" });
    const [placed] = await recordAlerts(ctx, { source, alerts: [alert] });
    return { alertId: placed?.alertId ?? 0, incidentId: placed?.incidentId ?? 0 };
  };
}

test("alerts taken out have an incident with a ticket of its own, and such alerts stay apart afterwards", async ({
  db,
}) => {
  const send = sender(db);
  const ctx = await person(ctxAs(db, "analyst"), "analyst");
  const service = unique("checkout");
  const one = await send("Slow", { service }, 0);
  const other = await send("CertificateExpires", { service }, 1);
  expect(other.incidentId).toBe(one.incidentId);
  const split = await splitIncident(ctx, { incidentId: one.incidentId, alertIds: [other.alertId] });
  const [old, fresh] = [await incidentById(ctx, one.incidentId), await incidentById(ctx, split.incidentId)];
  expect(old).toMatchObject({ incident: { members: 1, firing: 1 }, members: [{ id: one.alertId }] });
  expect(fresh).toMatchObject({
    incident: { members: 1, firing: 1, status: "open" },
    members: [{ id: other.alertId, reason: { rule: "person" } }],
  });
  expect(fresh.incident.ticketId).not.toBe(old.incident.ticketId);
  expect(await incidentOfTicket(ctx, fresh.incident.ticketId ?? 0)).toMatchObject({ id: split.incidentId });
  const [written] = await db
    .select()
    .from(audit)
    .where(and(eq(audit.action, "incident.split"), eq(audit.entityId, String(one.incidentId))));
  expect(written?.actorId).toBe(ctx.actor.id);
  // The same two rules fail again later: they were taken apart.
  const later = await send("Slow", { service, pod: "b" }, 50);
  const certificate = await send("CertificateExpires", { service, pod: "b" }, 51);
  expect(certificate.incidentId).not.toBe(later.incidentId);
  await expect(
    splitIncident(ctx, { incidentId: one.incidentId, alertIds: [one.alertId] }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("who solves the ticket says that the incident is over, whatever still fires", async ({ db }) => {
  const send = sender(db);
  const ctx = await person(ctxAs(db, "analyst"), "analyst");
  const { incidentId } = await send("Slow", { service: unique("search") }, 0);
  const { incident: before } = await incidentById(ctx, incidentId);
  expect(before).toMatchObject({ status: "open", resolvedAt: null });
  await moveStatus(ctx, { ticketId: before.ticketId ?? 0, to: "solved" });
  const { incident: after } = await incidentById(ctx, incidentId);
  expect(after).toMatchObject({ status: "resolved", firing: 1, resolvedAt: expect.any(Date) });
  const listed = async (view: "active" | "resolved") =>
    (await incidentsPage(ctx, { view })).rows.some(({ id }) => id === incidentId);
  expect([await listed("active"), await listed("resolved")]).toEqual([false, true]);
});

test("merged incidents are one, the other's ticket is solved, and such alerts are joined afterwards", async ({
  db,
}) => {
  const send = sender(db);
  const ctx = await person(ctxAs(db, "analyst"), "analyst");
  const [base, shop] = [unique("db"), unique("shop")];
  const one = await send("Down", { service: base }, 0);
  const other = await send("Errors", { service: shop }, 1);
  expect(other.incidentId).not.toBe(one.incidentId);
  const before = await incidentById(ctx, other.incidentId);
  await mergeIncident(ctx, { incidentId: other.incidentId, intoId: one.incidentId });
  expect(await incidentById(ctx, one.incidentId)).toMatchObject({ incident: { members: 2, firing: 2 } });
  expect(await ticketById(ctx, before.incident.ticketId ?? 0)).toMatchObject({ status: "solved" });
  const places = await db
    .select()
    .from(incidentAlert)
    .where(and(eq(incidentAlert.alertId, other.alertId), isNull(incidentAlert.leftAt)));
  expect(places).toMatchObject([{ incidentId: one.incidentId }]);
  const [merged] = await db.select().from(incident).where(eq(incident.id, other.incidentId));
  expect(merged).toMatchObject({ status: "merged", mergedInto: one.incidentId });
  const again = await send("Down", { service: base, pod: "b" }, 50);
  const beside = await send("Errors", { service: shop, pod: "b" }, 52);
  expect(beside.incidentId).toBe(again.incidentId);
});
