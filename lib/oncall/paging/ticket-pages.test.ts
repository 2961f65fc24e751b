/** Who is called for a ticket: of a restricted queue, for a clock that runs out, for a commitment that is due. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { page as pageTable } from "#db/schema/oncall";
import { queue, queueMember } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { reply } from "#lib/tickets/replies/commands";
import { ringDue } from "#lib/tickets/ringing";
import { pageDue } from "../causes";
import { openNight, step } from "../testing/night";
import { resolveFinishedPages } from "./state-machine";

test("for a ticket of a restricted queue only its members are called, the last resort included", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, ben, cleo] = [await night.somebody(), await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(5, ben)], cleo.actor.id);
  const queueId = await restrictedQueue(ctx, [ben.actor.id]);
  const { ticketId } = await ticketWithMessage(night.ctx);
  await ctx.db.update(ticket).set({ queueId }).where(eq(ticket.id, ticketId));
  const pageId = await night.call({ ticketId });
  const { row, kinds } = await night.state(pageId);
  expect(kinds).toEqual(["opened", "nobody", "called"]);
  expect(row.step).toBe(1);
  await night.goOn(5);
  expect((await night.state(pageId)).row).toMatchObject({ status: "unanswered", ownerId: ben.actor.id });
});

async function restrictedQueue(ctx: Ctx, members: string[]): Promise<number> {
  const key = unique("queue").toLowerCase();
  const values = { key, name: key, isRestricted: true, createdAt: new Date() };
  const [made] = await ctx.db.insert(queue).values(values).returning({ id: queue.id });
  const queueId = made?.id ?? 0;
  await ctx.db.insert(queueMember).values(members.map((userId) => ({ queueId, userId })));
  return queueId;
}

test("a clock that runs out calls whom the rules name, once, with the ticket and why", async ({ ctx }) => {
  const night = await openNight(ctx, new Date("2026-03-10T10:00:00Z"));
  const ada = await night.somebody();
  await night.chain([step(5, ada)], ada.actor.id, 0, "breach");
  const { ticketId } = await ticketWithMessage(night.ctx);
  const failed = () => expect.unreachable("a timer failed");
  const ringing = { ...night.system, now: night.now };
  await night.goOn(14 * 24 * 60);
  const rung = await ringDue(ringing, failed, { tell: pageDue });
  const breaches = rung.filter((one) => one.ticketId === ticketId && one.what === "breach");
  expect(breaches.length).toBeGreaterThan(0);
  const pages = await ctx.db.select().from(pageTable).where(eq(pageTable.ticketId, ticketId));
  expect(pages).toMatchObject([{ cause: "breach", status: "open", urgency: "normal" }]);
  const [found] = pages;
  expect((await night.state(found?.id ?? 0)).kinds).toContain("called");
  await ringDue(ringing, failed, { tell: pageDue });
  expect(await ctx.db.$count(pageTable, eq(pageTable.ticketId, ticketId))).toBe(1);
});

test("a promise that is due soon brings the next person where its owner is away, and nobody once it was kept", async ({
  ctx,
}) => {
  const night = await openNight(ctx, new Date("2026-03-10T10:00:00Z"));
  const [ada, ben, cleo] = [await night.somebody(), await night.somebody(), await night.somebody()];
  await night.chain([step(5, ben), step(10, cleo)], cleo.actor.id, 0, "due_soon");
  const { ticketId } = await ticketWithMessage(night.ctx);
  await reply(ada, { ticketId, text: "We will send you the log within 2 hours." });
  const ringing = { ...night.system, now: night.now };
  const failed = () => expect.unreachable("a timer failed");
  await night.goOn(100);
  await ringDue(ringing, failed, { tell: pageDue });
  const found = await ctx.db.select().from(pageTable).where(eq(pageTable.ticketId, ticketId));
  expect(found).toMatchObject([{ cause: "due_soon", status: "open", step: 0 }]);
  const pageId = found[0]?.id ?? 0;
  // Nobody looks: the next one is called. It does not end by itself while the promise is open.
  await night.goOn(6);
  await resolveFinishedPages(night.system);
  expect((await night.state(pageId)).row).toMatchObject({ status: "open", step: 1 });
  await reply(ada, { ticketId, text: "Here is the log." });
  await resolveFinishedPages(night.system);
  expect((await night.state(pageId)).row).toMatchObject({ status: "resolved" });
});
