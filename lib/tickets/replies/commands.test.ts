/** Replies: the undo window, what withdrawing gives back, and who has the ticket afterwards. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { user } from "#db/schema/team";
import { delivery } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { writePolicy } from "#lib/settings/commands";
import { assign } from "../commands";
import { ticketById } from "../queries";
import { jobs, later, monday, opened } from "../testing/opened";
import { reply, withdrawReply } from "./commands";

const sendings = async (ctx: Ctx, eventId: number) => {
  const rows = await ctx.db.execute<{ status: string }>(sql`
    select status from dbos.workflow_status where workflow_uuid like ${`deliver:${eventId}:%`}`);
  return rows.map(({ status }) => status);
};

test("a reply waits for the undo window; once it is on its way it cannot be withdrawn", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const { ticket: after, eventId } = await reply(ctx, { ticketId, text: "Which node?" });
  expect(after).toMatchObject({ status: "waiting", firstReplyAt: monday, dueReason: "reminder" });
  expect(await sendings(ctx, eventId)).toEqual(["DELAYED"]);
  await db.update(delivery).set({ status: "sending" }).where(eq(delivery.eventId, eventId));
  await expect(withdrawReply(ctx, { eventId })).rejects.toMatchObject({ code: "conflict" });
});

test("a reply withdrawn was never sent, and the customer is owed an answer again", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const { eventId } = await reply(ctx, { ticketId, text: "Which node?" });
  expect(await sendings(ctx, eventId)).toEqual(["DELAYED"]);
  const { ticket: after } = await withdrawReply(later(ctx, 5), { eventId });
  expect(after).toMatchObject({ status: "new", firstReplyAt: null, dueReason: "answer" });
  expect(await jobs(ctx, ticketId)).toEqual(["agent.consider ENQUEUED"]);
  expect(await sendings(ctx, eventId)).toEqual([]);
  const [row] = await db.select().from(delivery).where(eq(delivery.eventId, eventId));
  expect(row?.status).toBe("withdrawn");
});

test("whoever answers has the ticket, as the team wants it; a reply withdrawn gives it back", async ({
  db,
}) => {
  const id = unique("user");
  await db.insert(user).values({ id, name: "Ann", email: `${id}@x.example` });
  const ctx: Ctx = { ...systemCtx("test", db), actor: { kind: "user", id, name: "Ann", role: "admin" } };
  const setRule = (assign: "unassigned" | "always" | "never") =>
    writePolicy(ctx, { key: "desk.reply", value: { assign } });
  const { id: ticketId } = await opened(ctx);
  const { eventId } = await reply(ctx, { ticketId, text: "Looking." });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: ctx.actor.id, status: "waiting" });
  await withdrawReply(ctx, { eventId });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: null, status: "new" });

  const colleague = unique("user");
  await ctx.db.insert(user).values({ id: colleague, name: "Ben", email: `${colleague}@x.example` });
  await assign(ctx, { ticketId, assigneeId: colleague });
  await reply(ctx, { ticketId, text: "Looking." });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: colleague });
  await setRule("always");
  await reply(ctx, { ticketId, text: "Still looking." });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ assigneeId: ctx.actor.id });
  await setRule("never");
  const other = await opened(ctx);
  await reply(ctx, { ticketId: other.id, text: "Looking." });
  expect(await ticketById(ctx, other.id)).toMatchObject({ assigneeId: null });
  await setRule("unassigned");
});
