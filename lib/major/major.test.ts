/** A burst of customers' tickets from the first message to the closing reply: proposed, confirmed, told, over. Nothing leaves without a person. */
import { and, eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { incidentEvent, incidentTicket } from "#db/schema/incidents";
import { suggestion } from "#db/schema/suggestions";
import { delivery, ticketEvent } from "#db/schema/tickets";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { recordAgentRun } from "#lib/suggestions/commands";
import { runInput } from "#lib/suggestions/testing/fixtures";
import { ticketById } from "#lib/tickets/queries";
import {
  closeMajor,
  confirmMajor,
  declineTicket,
  dismissMajor,
  joinIncident,
  refuseNotices,
  sendNotices,
} from "./commands";
import { detectMajor } from "./detecting";
import { proposeClosings } from "./notices";
import { majorDetail, majorOfTicket } from "./queries";
import { postStatus } from "./status/commands";
import { repliesOn, troubledEnvironment } from "./testing/environment";

test("three customers of one trouble are proposed as a major incident, two are not, and neither is one company that writes three times", async ({
  ctx,
  db,
}) => {
  const environment = troubledEnvironment(db);
  const [first = 0] = await environment.burst(["A", "B"]);
  expect(await detectMajor(environment.machine)).toEqual([]);
  const company = unique();
  const other = troubledEnvironment(db);
  for (let n = 0; n < 3; n++)
    await other.write(company, `${other.word} is down, HTTP 503 from ${other.word}`);
  expect(await detectMajor(other.machine)).toEqual([]);
  expect(await ctx.db.$count(incidentTicket, eq(incidentTicket.ticketId, first))).toBe(0);
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
  const environment = troubledEnvironment(db);
  const { tickets, incidentId } = await environment.proposed();
  const [first = 0, second = 0, third = 0] = tickets;
  const own = await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, first));
  const eventId = own[0]?.id ?? 0;
  await recordAgentRun(environment.machine, runInput(first, eventId));

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
  expect(await repliesOn(ctx, tickets)).toEqual([]);

  const [one, two, three] = detail.notices;
  if (!one || !two || !three) throw new Error("There are three messages.");
  const text = `${one.hello}\n\nWe are on it.`;
  await expect(sendNotices(viewer, { incidentId, notices: [{ id: one.id, text }] })).rejects.toMatchObject({
    code: "forbidden",
  });
  await environment.write("", "By the way, our contract ends.", {
    ticketExternalId: (await ticketById(ctx, second)).externalId ?? "",
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
  const replies = await repliesOn(ctx, tickets);
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
  expect(await repliesOn(ctx, [third])).toEqual([]);

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
  expect(await repliesOn(ctx, tickets)).toHaveLength(1);
  const closing = after.notices.find(({ round }) => round === "closing");
  await sendNotices(analyst, {
    incidentId,
    notices: [{ id: closing?.id ?? 0, text: closing?.text ?? "" }],
  });
  expect((await ticketById(ctx, first)).status).toBe("solved");
});

test("a late ticket is suggested and joins with one word; one that is about something else is not asked for again", async ({
  ctx,
  db,
}) => {
  const environment = troubledEnvironment(db);
  const { incidentId } = await environment.proposed();
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
    ticketExternalId: (await ticketById(ctx, stranger)).externalId ?? "",
    customer: null,
  });
  await detectMajor(environment.machine);
  expect(await majorOfTicket(ctx, stranger)).toBeNull();
});

test("a burst that a person dismissed is asked about again only when far more customers write", async ({
  ctx,
  db,
}) => {
  const environment = troubledEnvironment(db);
  const { incidentId } = await environment.proposed();
  await dismissMajor(await environment.as(ctx), { incidentId });
  await environment.burst(["D", "E"]);
  expect(await detectMajor(environment.machine)).toEqual([]);
  await environment.burst(["F", "G", "H", "I"]);
  expect(await detectMajor(environment.machine)).toMatchObject([{ incidentId }]);
});
