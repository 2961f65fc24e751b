/** Customers are told before they write, and told that it is over: only those who were told, and by a person. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { incident, incidentEvent } from "#db/schema/incidents";
import { incidentNotice } from "#db/schema/major";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketById } from "#lib/tickets/queries";
import { proposeTelling, sendNotices } from "./commands";
import { proposeAhead, proposeClosings, withdrawClosings } from "./notices";
import { majorDetail } from "./queries";
import { importServiceMap } from "./service-map/commands";
import { repliesOn, troubledEnvironment } from "./testing/environment";

test("whoever an incident of alerts touches is proposed a message before writing; the end is told to those who were told", async ({
  ctx,
  db,
}) => {
  const environment = troubledEnvironment(db);
  const service = environment.word;
  const [told, untold] = [unique("told"), unique("untold")];
  for (const company of [told, untold])
    await environment.write(company, "An old question about something else");
  const analyst = await environment.as(ctx);
  const lead = await environment.as(ctx, "lead");
  await expect(importServiceMap(analyst, { csv: "a,b" })).rejects.toMatchObject({ code: "forbidden" });
  const outcome = await importServiceMap(lead, {
    csv: `service,customer\n${service},${told}\n${service},${untold}\n${service},nobody@nowhere.example`,
  });
  expect(outcome).toMatchObject({ customers: 2, unknown: ["nobody@nowhere.example"] });
  const alert = {
    fingerprint: unique(),
    state: "firing" as const,
    name: "Down",
    severity: "critical" as const,
    startsAt: environment.machine.now(),
    endsAt: null,
    labels: { alertname: "Down", service },
    annotations: {},
    generatorUrl: null,
  };
  const [placed] = await recordAlerts(environment.machine, { source: unique(), alerts: [alert] });
  const incidentId = placed?.incidentId ?? 0;
  await proposeAhead(environment.machine);
  expect((await majorDetail(ctx, incidentId)).notices).toEqual([]);
  environment.later(3);
  await proposeAhead(environment.machine);
  await proposeAhead(environment.machine);
  expect(await proposeTelling(analyst, { incidentId })).toEqual({ proposed: 0 });
  const before = await majorDetail(ctx, incidentId);
  expect(before.notices.map(({ ticketId, state }) => ({ ticketId, state }))).toEqual([
    { ticketId: null, state: "open" },
    { ticketId: null, state: "open" },
  ]);
  const chosen = before.notices.find(({ company }) => company === told);
  await sendNotices(analyst, {
    incidentId,
    notices: [{ id: chosen?.id ?? 0, text: chosen?.text ?? "" }],
  });
  const [notice] = await ctx.db
    .select()
    .from(incidentNotice)
    .where(eq(incidentNotice.id, chosen?.id ?? 0));
  const ticketId = notice?.ticketId ?? 0;
  expect(await repliesOn(ctx, [ticketId])).toMatchObject([{ body: chosen?.text }]);
  expect(await ticketById(ctx, ticketId)).toMatchObject({ source: "webhook", status: "waiting" });

  const [row] = await ctx.db.select().from(incident).where(eq(incident.id, incidentId));
  await recordAlerts(environment.machine, {
    source: row?.source ?? "",
    alerts: [{ ...alert, state: "resolved", endsAt: environment.machine.now() }],
  });
  const [quiet] = await ctx.db.select().from(incident).where(eq(incident.id, incidentId));
  await resolveQuietIncident(environment.machine, {
    incidentId,
    since: quiet?.quietSince?.toISOString() ?? "",
  });
  await proposeClosings(environment.machine);
  const after = await majorDetail(ctx, incidentId);
  expect(after.notices.filter(({ round }) => round === "closing")).toMatchObject([
    { ticketId, state: "open" },
  ]);
  expect(after.notices.find(({ company }) => company === untold)?.state).toBe("outdated");
  expect(await repliesOn(ctx, [ticketId])).toHaveLength(1);

  // It fires again before anybody sent that it is over.
  environment.later(10);
  await recordAlerts(environment.machine, {
    source: row?.source ?? "",
    alerts: [{ ...alert, startsAt: environment.machine.now() }],
  });
  await withdrawClosings(environment.machine);
  expect((await majorDetail(ctx, incidentId)).notices.filter(({ state }) => state === "open")).toEqual([]);
  expect(
    await ctx.db
      .select()
      .from(incidentEvent)
      .where(and(eq(incidentEvent.incidentId, incidentId), eq(incidentEvent.kind, "ahead"))),
  ).toHaveLength(1);
});
