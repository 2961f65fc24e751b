/** Who goes on with a ticket: somebody by name, whatever is set up, and why it is that person. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { queue, queueMember, user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { restrictQueue } from "#lib/team/queues/commands";
import { assign, setTriage, showPresence } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { acknowledgePage, saveSchedule } from "../commands";
import { freshLayer } from "../rules";
import { openNight, step } from "../testing/night";
import { nextPerson } from "./find";

async function queueOf(ctx: Ctx, ...members: Ctx[]): Promise<number> {
  const [made] = await ctx.db
    .insert(queue)
    .values({ key: unique("queue"), name: unique("Storage") })
    .returning();
  const queueId = made?.id ?? 0;
  if (members.length > 0)
    await ctx.db.insert(queueMember).values(members.map(({ actor }) => ({ queueId, userId: actor.id })));
  return queueId;
}

async function ticketIn(ctx: Ctx, queueId: number, category = "disk"): Promise<number> {
  const { ticketId } = await ticketWithMessage(ctx);
  await setTriage(systemCtx("test", ctx.db), { ticketId, fields: { queueId, category } });
  return ticketId;
}

const now = () => new Date();

test("from the longest on the team to who has the ticket, each before the one above", async ({ ctx }) => {
  await ctx.db.update(user).set({ disabledAt: new Date() });
  const [ada, ben] = [await person(ctx), await person(ctx)];
  const queueId = await queueOf(ctx);
  const ticketId = await ticketIn(ctx, queueId);
  const named = async () => {
    const found = await nextPerson(ctx, ticketId);
    return { ground: found?.ground, by: `${found?.name} ${found?.why}` };
  };
  const expected = (who: Ctx, ground: string, why: string) =>
    expect(named()).resolves.toMatchObject({ ground, by: `${who.actor.name} ${why}` });

  await expected(ada, "in_charge", "is the longest on the team");
  const admin = await person(ctx, "admin");
  await expected(admin, "in_charge", "is an administrator");

  // Who answered such a ticket a while ago is not at work; who looks at one now is.
  const other = await ticketIn(ctx, queueId);
  await reply(ben, { ticketId: other, text: "The volume is grown." });
  await expected(ben, "answers", "is at work and has answered a ticket like this");
  const later: Ctx = { ...ctx, now: () => new Date(Date.now() + 2 * 3_600_000) };
  expect(await nextPerson(later, ticketId)).toMatchObject({ name: admin.actor.name });
  await showPresence({ ...ben, now: later.now }, { ticketId: other, doing: "looking" });
  expect(await nextPerson(later, ticketId)).toMatchObject({ name: ben.actor.name, ground: "answers" });

  const lead = await person(ctx, "lead");
  await ctx.db.insert(queueMember).values({ queueId, userId: lead.actor.id });
  const [{ name: queueName = "" } = {}] = await ctx.db.select().from(queue).where(eq(queue.id, queueId));
  await expected(lead, "queue_lead", `leads the queue ${queueName}`);

  const schedule = unique("Nights");
  await saveSchedule(lead, {
    id: null,
    version: null,
    name: schedule,
    description: "",
    timeZone: "Europe/Berlin",
    layers: [{ ...freshLayer("All", [ada.actor.id], now()), startsAt: "2026-01-05T09:00" }],
  });
  await expected(ada, "on_call", `is on call (${schedule})`);

  await assign(lead, { ticketId, assigneeId: ben.actor.id });
  await expected(ben, "has_it", "has this ticket");
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, ben.actor.id));
  await expected(ada, "on_call", `is on call (${schedule})`);
});

test("whoever a rule calls goes before others on call, and who acknowledged before both", async ({ ctx }) => {
  const night = await openNight(ctx, now());
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  const { ticketId } = await ticketWithMessage(night.ctx);
  await night.chain([step(5, ada), step(5, ben)], ben.actor.id);
  expect(await nextPerson(night.ctx, ticketId)).toMatchObject({ name: ada.actor.name, ground: "on_call" });
  const pageId = await night.call({ ticketId });
  const { version } = (await night.state(pageId)).row;
  await acknowledgePage(ben, { pageId, version });
  expect(await nextPerson(night.ctx, ticketId)).toMatchObject({ name: ben.actor.name });
});

test("of a restricted queue only a member is named, and nobody where it has none", async ({ ctx }) => {
  const member = await person(ctx);
  const queueId = await queueOf(ctx, member);
  const ticketId = await ticketIn(ctx, queueId);
  await restrictQueue(await person(ctx, "admin"), { queueId, isRestricted: true });
  expect(await nextPerson(ctx, ticketId)).toMatchObject({ name: member.actor.name });
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, member.actor.id));
  expect(await nextPerson(ctx, ticketId)).toBeNull();
  await ctx.db.update(user).set({ disabledAt: null, role: "viewer" }).where(eq(user.id, member.actor.id));
  expect(await nextPerson(ctx, ticketId)).toBeNull();
});

test("there is nobody for a ticket that is not there", async ({ ctx }) => {
  await expect(nextPerson(ctx, 999_999_999)).rejects.toMatchObject({ code: "not_found" });
  expect(await ctx.db.$count(ticket)).toBeGreaterThan(0);
});
