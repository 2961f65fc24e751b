/** A burst of customers' tickets from the first message to the closing reply: proposed, confirmed, told, over. Nothing leaves without a person. */
import { and, eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { incident, incidentEvent, incidentTicket } from "#db/schema/incidents";
import { incidentNotice } from "#db/schema/major";
import { suggestion } from "#db/schema/suggestions";
import { delivery, ticket, ticketEvent } from "#db/schema/tickets";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { recordAlerts } from "#lib/incidents/record-alerts";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import { person, runInput } from "#lib/suggestions/testing/fixtures";
import {
  closeMajor,
  confirmMajor,
  declineTicket,
  dismissMajor,
  joinIncident,
  proposeTelling,
  refuseNotices,
  sendNotices,
} from "./commands";
import { detectMajor } from "./detecting";
import { proposeAhead, proposeClosings, withdrawClosings } from "./notices";
import { majorDetail, majorOfTicket } from "./queries";
import { importServiceMap } from "./service-map/commands";
import { postStatus } from "./status/commands";
import { deskOf, newWord } from "./testing/desk";

/** A desk with a word of its own, and people at it. */
function environmentOf(db: Ctx["db"]) {
  const desk = deskOf(db);
  return {
    ...desk,
    word: `zq${newWord()}`,
    as: async (ctx: Ctx, role: "analyst" | "viewer" = "analyst"): Promise<Ctx> => ({
      ...(await person(ctx, role)),
      now: desk.machine.now,
    }),
  };
}

type Desk = ReturnType<typeof environmentOf>;

async function burst(environment: Desk, companies = ["A", "B", "C"]): Promise<number[]> {
  const tickets: number[] = [];
  for (const company of companies) {
    tickets.push(
      await environment.write(
        unique(company),
        `${environment.word} is unreachable, we only get HTTP 502 from ${environment.word}`,
      ),
    );
    environment.later(1);
  }
  return tickets;
}

async function incidentOf(ctx: Ctx, ticketId: number) {
  const [row] = await ctx.db
    .select({ incident })
    .from(incidentTicket)
    .innerJoin(incident, eq(incident.id, incidentTicket.incidentId))
    .where(eq(incidentTicket.ticketId, ticketId));
  return row?.incident ?? null;
}

const repliesOf = (ctx: Ctx, ticketIds: number[]) =>
  ctx.db
    .select()
    .from(ticketEvent)
    .where(and(inArray(ticketEvent.ticketId, ticketIds), eq(ticketEvent.kind, "analyst_reply")))
    .orderBy(ticketEvent.id);

test("three customers of one trouble are proposed as a major incident, two are not, and neither is one company that writes three times", async ({
  ctx,
  db,
}) => {
  const environment = environmentOf(db);
  const [first = 0] = await burst(environment, ["A", "B"]);
  expect(await detectMajor(environment.machine)).toEqual([]);
  const company = unique();
  const other = environmentOf(db);
  for (let n = 0; n < 3; n++)
    await other.write(company, `${other.word} is down, HTTP 503 from ${other.word}`);
  expect(await detectMajor(other.machine)).toEqual([]);
  expect(await incidentOf(ctx, first)).toBeNull();
  await environment.write(unique("C"), `HTTP 502 again: ${environment.word} does not answer`);
  const raised = await detectMajor(environment.machine);
  expect(raised).toHaveLength(1);
  const found = await majorDetail(ctx, raised[0]?.incidentId ?? 0);
  expect(found).toMatchObject({ state: "proposed", isOver: false, suspicion: { customers: 3 } });
  expect(found.affected).toHaveLength(3);
  expect(found.notices).toEqual([]);
  expect(await detectMajor(environment.machine)).toEqual([]);
});

test("a person confirms: tickets join, their own cards rest, one answer is drafted for each and sent only as it was read", async ({
  ctx,
  db,
}) => {
  const environment = environmentOf(db);
  const tickets = await burst(environment);
  await detectMajor(environment.machine);
  const [first = 0, second = 0, third = 0] = tickets;
  const own = await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, first));
  const eventId = own[0]?.id ?? 0;
  await recordAgentRun(environment.machine, runInput(first, eventId));
  const incidentId = (await incidentOf(ctx, first))?.id ?? 0;

  const viewer = await environment.as(ctx, "viewer");
  await expect(confirmMajor(viewer, { incidentId })).rejects.toMatchObject({ code: "forbidden" });
  const analyst = await environment.as(ctx);
  expect(await confirmMajor(analyst, { incidentId })).toEqual({ joined: 3 });
  expect(await confirmMajor(analyst, { incidentId })).toEqual({ joined: 0 });

  const detail = await majorDetail(ctx, incidentId);
  expect(detail.notices.map(({ state }) => state)).toEqual(["open", "open", "open"]);
  expect(detail.notices[0]?.text).toMatch(/^Hello Nora,\n\nThank you/);
  // No customer reads another one's words.
  expect(detail.notices.map(({ text }) => text).join()).not.toContain(environment.word);
  const open = await ctx.db
    .select()
    .from(suggestion)
    .where(and(inArray(suggestion.ticketId, tickets), eq(suggestion.status, "open")));
  expect(open.map(({ text }) => text).sort()).toEqual(detail.notices.map(({ text }) => text).sort());
  expect(await repliesOf(ctx, tickets)).toEqual([]);

  const [one, two, three] = detail.notices;
  if (!one || !two || !three) throw new Error("There are three messages.");
  const text = `${one.hello}\n\nWe are on it.`;
  await expect(sendNotices(viewer, { incidentId, notices: [{ id: one.id, text }] })).rejects.toMatchObject({
    code: "forbidden",
  });
  await environment.write("", "By the way, our contract ends.", {
    ticketExternalId: (await ticketRow(ctx, second)).externalId ?? "",
    customer: null,
  });
  const approved = {
    incidentId,
    notices: [
      { id: one.id, text },
      { id: two.id, text: two.text },
    ],
  };
  const sending = { ...analyst, requestKey: unique() };
  expect(await sendNotices(sending, approved)).toMatchObject({ sent: 1, held: [{ noticeId: two.id }] });
  // Its answer was lost: whoever sends again is told what came of it, not that nobody was told.
  expect(await sendNotices(sending, approved)).toMatchObject({ sent: 1, held: [{ noticeId: two.id }] });
  const told = await ctx.db
    .select({ data: incidentEvent.data })
    .from(incidentEvent)
    .where(and(eq(incidentEvent.incidentId, incidentId), eq(incidentEvent.kind, "told")));
  expect(told).toMatchObject([{ data: { customers: 1 } }]);
  const replies = await repliesOf(ctx, tickets);
  expect(replies.map(({ ticketId, body }) => ({ ticketId, body }))).toEqual([
    { ticketId: first, body: text },
  ]);
  expect(await ctx.db.select().from(delivery).where(inArray(delivery.ticketId, tickets))).toHaveLength(1);
  await refuseNotices(analyst, { incidentId, noticeIds: [three.id] });
  expect((await majorDetail(ctx, incidentId)).notices.map(({ state }) => state)).toEqual([
    "sent",
    "open",
    "refused",
  ]);
  expect(await repliesOf(ctx, [third])).toEqual([]);

  const line = { stage: "identified", title: "Trouble", text: "We know why.", isPublished: false } as const;
  await postStatus(analyst, { incidentId, ...line });
  expect((await majorDetail(ctx, incidentId)).posts).toHaveLength(1);

  await closeMajor(analyst, { incidentId });
  await proposeClosings(environment.machine);
  await proposeClosings(environment.machine);
  const after = await majorDetail(ctx, incidentId);
  expect(
    after.notices
      .filter(({ round }) => round === "closing")
      .map(({ ticketId, state }) => ({ ticketId, state })),
  ).toEqual([{ ticketId: first, state: "open" }]);
  expect(after.notices.find(({ id }) => id === two.id)?.state).toBe("outdated");
  expect(await repliesOf(ctx, tickets)).toHaveLength(1);
  const closing = after.notices.find(({ round }) => round === "closing");
  await sendNotices(analyst, {
    incidentId,
    notices: [{ id: closing?.id ?? 0, text: closing?.text ?? "" }],
  });
  expect((await ticketRow(ctx, first)).status).toBe("solved");
});

test("a late ticket is suggested and joins with one word; one that is about something else is not asked for again", async ({
  ctx,
  db,
}) => {
  const environment = environmentOf(db);
  const [first = 0] = await burst(environment);
  await detectMajor(environment.machine);
  const incidentId = (await incidentOf(ctx, first))?.id ?? 0;
  const analyst = await environment.as(ctx);
  await confirmMajor(analyst, { incidentId });
  const late = await environment.write(unique("D"), `${environment.word} shows HTTP 502`);
  const stranger = await environment.write(unique("E"), `${environment.word}: HTTP 502 for us as well`);
  await detectMajor(environment.machine);
  expect(await majorOfTicket(ctx, late)).toMatchObject({ incidentId, state: "suggested" });
  await joinIncident(analyst, { incidentId, ticketId: late });
  expect(await majorOfTicket(ctx, late)).toMatchObject({ state: "joined" });
  expect((await majorDetail(ctx, incidentId)).notices).toHaveLength(4);
  await declineTicket(analyst, { incidentId, ticketId: stranger });
  await environment.write("", `${environment.word} HTTP 502`, {
    ticketExternalId: (await ticketRow(ctx, stranger)).externalId ?? "",
    customer: null,
  });
  await detectMajor(environment.machine);
  expect(await majorOfTicket(ctx, stranger)).toBeNull();
});

test("a burst that a person dismissed is asked about again only when far more customers write", async ({
  ctx,
  db,
}) => {
  const environment = environmentOf(db);
  const [first = 0] = await burst(environment);
  await detectMajor(environment.machine);
  const incidentId = (await incidentOf(ctx, first))?.id ?? 0;
  await dismissMajor(await environment.as(ctx), { incidentId });
  await burst(environment, ["D", "E"]);
  expect(await detectMajor(environment.machine)).toEqual([]);
  await burst(environment, ["F", "G", "H", "I"]);
  expect(await detectMajor(environment.machine)).toMatchObject([{ incidentId }]);
});

test("whoever an incident of alerts touches is proposed a message before writing; the end is told to those who were told", async ({
  ctx,
  db,
}) => {
  const environment = environmentOf(db);
  const service = environment.word;
  const [told, untold] = [unique("told"), unique("untold")];
  for (const company of [told, untold])
    await environment.write(company, "An old question about something else");
  const analyst = await environment.as(ctx);
  const lead: Ctx = { ...(await person(ctx, "lead")), now: analyst.now };
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
  expect(await repliesOf(ctx, [ticketId])).toMatchObject([{ body: chosen?.text }]);
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ source: "webhook", status: "waiting" });

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
  expect(await repliesOf(ctx, [ticketId])).toHaveLength(1);

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

async function ticketRow(ctx: Ctx, ticketId: number) {
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId));
  if (!row) throw new Error("There is no such ticket.");
  return row;
}
