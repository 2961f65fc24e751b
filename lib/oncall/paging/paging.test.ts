/** A page on its way: level after level, acknowledged or not, with timers that come late, twice or not at all. */
import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { page as pageTable } from "#db/schema/oncall";
import { queue, queueMember, user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { moveStatus } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { ringDue } from "#lib/tickets/ringing";
import { pageDue } from "../causes";
import {
  acknowledgePage,
  escalatePage,
  page,
  resolvePage,
  saveSchedule,
  seePage,
  setPageRules,
} from "../commands";
import { openNight, step } from "../testing/night";
import { escalateDue, resolveFinishedPages } from "./state-machine";

test("nobody is called where no rule says whom", async ({ ctx }) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(5, ada)], ada.actor.id, 0, "incident");
  expect(await night.call()).toBe(0);
  expect(await night.call({ cause: "incident" })).toBeGreaterThan(0);
});

test("goes from level to level, round after round, and stands with its last resort", async ({ ctx }) => {
  const night = await openNight(ctx);
  const [ada, ben, cleo] = [await night.somebody(), await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(10, ben)], cleo.actor.id, 1);
  const pageId = await night.call();
  await night.goOn(29);
  expect((await night.state(pageId)).row).toMatchObject({ status: "open", step: 3, ownerId: null });
  await night.goOn(1);
  const { row, kinds } = await night.state(pageId);
  expect(row).toMatchObject({ status: "unanswered", ownerId: cleo.actor.id, escalatesAt: null });
  expect(kinds.filter((kind) => kind === "called")).toHaveLength(5);
  await night.goOn(24 * 60);
  expect((await night.state(pageId)).kinds).toHaveLength(kinds.length);
  await acknowledgePage(cleo, { pageId, version: row.version });
  expect((await night.state(pageId)).row.status).toBe("acknowledged");
});

test("acknowledged it escalates no more; somebody else takes it over; a stale click is refused", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(5, ben)], ben.actor.id);
  const pageId = await night.call();
  const { version } = (await night.state(pageId)).row;
  await acknowledgePage(ada, { pageId, version });
  await expect(acknowledgePage(ben, { pageId, version })).rejects.toMatchObject({ code: "conflict" });
  await night.goOn(60);
  const taken = (await night.state(pageId)).row;
  expect(taken).toMatchObject({ status: "acknowledged", ownerId: ada.actor.id, step: 0 });
  await acknowledgePage(ben, { pageId, version: taken.version, reason: "Ada is on a plane" });
  const { row, kinds } = await night.state(pageId);
  expect(row.ownerId).toBe(ben.actor.id);
  expect(kinds.at(-1)).toBe("taken_over");
});

test("a person hands it on with a reason, and the clock of the level before is void", async ({ ctx }) => {
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(30, ben)], ben.actor.id);
  const pageId = await night.call();
  await night.goOn(4);
  const { version } = (await night.state(pageId)).row;
  await expect(escalatePage(ada, { pageId, version, reason: " " })).rejects.toMatchObject({
    code: "invalid",
  });
  await escalatePage(ada, { pageId, version, reason: "Needs somebody of storage" });
  await night.goOn(20);
  expect((await night.state(pageId)).row).toMatchObject({ status: "open", step: 1 });
});

test("the same matter is one page while it stands, and so is the same ticket", async ({ ctx }) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(5, ada)], ada.actor.id);
  const { ticketId } = await ticketWithMessage(night.ctx);
  const first = await night.call({ key: `twice-${ticketId}`, ticketId });
  expect(await night.call({ key: `twice-${ticketId}`, ticketId })).toBe(first);
  expect(await night.call({ ticketId, title: "Angry as well" })).toBe(first);
  const { row, events } = await night.state(first);
  expect(events.at(-1)).toEqual({ kind: "joined", text: "Angry as well" });
  await resolvePage(ada, { pageId: first, version: row.version });
  expect(await night.call({ key: `twice-${ticketId}`, ticketId })).not.toBe(first);
});

test("what became graver calls again although it was acknowledged; what did not is only told to who has it", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(5, ben)], ben.actor.id, 0, "incident");
  const key = unique("incident");
  const first = await night.call({ cause: "incident", key, urgency: "high" });
  await acknowledgePage(ada, { pageId: first, version: (await night.state(first)).row.version });
  expect(await night.call({ cause: "incident", key, urgency: "normal" })).toBe(first);
  expect(await night.call({ cause: "incident", key, urgency: "high" })).toBe(first);
  const graver = await night.call({
    cause: "incident",
    key,
    urgency: "critical",
    title: "All of it is down",
  });
  expect(graver).not.toBe(first);
  expect((await night.state(first)).row.status).toBe("resolved");
  expect((await night.state(first)).events.at(-1)?.text).toContain("All of it is down");
  const { row, kinds } = await night.state(graver);
  expect(row).toMatchObject({ status: "open", step: 0, ownerId: null, urgency: "critical" });
  expect(kinds).toContain("called");
});

test("who is being called on a level is not called from the first one again", async ({ ctx }) => {
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(30, ben)], ben.actor.id, 0, "incident");
  const key = unique("incident");
  const first = await night.call({ cause: "incident", key, urgency: "normal" });
  await night.goOn(6);
  expect((await night.state(first)).row).toMatchObject({ status: "open", step: 1 });
  const graver = await night.call({ cause: "incident", key, urgency: "high" });
  expect((await night.state(graver)).row).toMatchObject({ status: "open", step: 1 });
});

test("a breach calls again where its warning was acknowledged, and once", async ({ ctx }) => {
  const night = await openNight(ctx, new Date("2026-03-10T10:00:00Z"));
  const ada = await night.somebody();
  const chainId = await night.chain([step(5, ada)], ada.actor.id, 0, "due_soon");
  const rule = { queueId: null, atLeast: "normal", chainId } as const;
  await setPageRules(await night.somebody("lead"), {
    rules: [
      { ...rule, cause: "due_soon" },
      { ...rule, cause: "breach" },
    ],
  });
  const { ticketId } = await ticketWithMessage(night.ctx);
  const at = night.now();
  const due = { ticketId, at, words: "The time for a reply is up." };
  const pagesOf = () =>
    ctx.db.select().from(pageTable).where(eq(pageTable.ticketId, ticketId)).orderBy(asc(pageTable.id));
  await pageDue(night.system, { ...due, isSoon: true });
  const [warned] = await pagesOf();
  await acknowledgePage(ada, { pageId: warned?.id ?? 0, version: warned?.version ?? 0 });
  await pageDue(night.system, { ...due, isSoon: false });
  await pageDue(night.system, { ...due, isSoon: false });
  expect(await pagesOf()).toMatchObject([
    { cause: "due_soon", status: "resolved" },
    { cause: "breach", status: "open", step: 0 },
  ]);
  const breach = (await pagesOf())[1];
  await acknowledgePage(ada, { pageId: breach?.id ?? 0, version: breach?.version ?? 0 });
  // The same breach told again is none; another clock's is.
  await pageDue(night.system, { ...due, isSoon: false });
  expect(await pagesOf()).toHaveLength(2);
  await pageDue(night.system, { ...due, at: new Date(at.getTime() + 3_600_000), isSoon: false });
  expect((await pagesOf()).map(({ status }) => status)).toEqual(["resolved", "resolved", "open"]);
});

test("after a week of downtime each late timer does its one step, in order; resolved ones are withdrawn", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, ben, cleo] = [await night.somebody(), await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(10, ben)], cleo.actor.id);
  const standing = await night.call();
  const { ticketId } = await ticketWithMessage(night.ctx);
  const settled = await night.call({ ticketId });
  await moveStatus(ada, { ticketId, to: "solved" });
  await night.goOn(7 * 24 * 60, { isDown: true });
  expect((await night.state(standing)).row).toMatchObject({ status: "open", step: 1 });
  expect((await night.state(settled)).row.status).toBe("resolved");
  expect((await night.state(settled)).kinds.filter((kind) => kind === "called")).toHaveLength(1);
  await night.goOn(9);
  expect((await night.state(standing)).row.status).toBe("open");
  await night.goOn(1);
  expect((await night.state(standing)).row.status).toBe("unanswered");
});

test("a level with a gap is passed over at once, and whoever cannot answer is never called", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const [ada, gone, watching] = [
    await night.somebody(),
    await night.somebody(),
    await night.somebody("viewer"),
  ];
  await ctx.db.update(user).set({ disabledAt: night.now() }).where(eq(user.id, gone.actor.id));
  const lead = await night.somebody("lead");
  const { id } = await saveSchedule(lead, {
    id: null,
    version: null,
    name: "By day",
    timeZone: "Europe/Berlin",
    layers: [
      {
        name: "Day",
        turns: [[ada.actor.id]],
        every: { unit: "week", count: 1 },
        startsAt: "2026-01-05T09:00",
        endsAt: null,
        windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00", span: 0 }],
      },
    ],
  });
  const schedule = { targets: [{ kind: "schedule" as const, id: String(id) }], wait: 5 };
  await night.chain([schedule, step(5, gone, watching), step(5, ada)], gone.actor.id);
  const pageId = await night.call();
  const { row, kinds } = await night.state(pageId);
  expect(kinds).toEqual(["opened", "nobody", "nobody", "called"]);
  expect(row.step).toBe(2);
  await night.goOn(5);
  const after = (await night.state(pageId)).row;
  expect(after.status).toBe("unanswered");
  // The last resort's account is disabled: a lead has it.
  expect(after.ownerId).not.toBe(gone.actor.id);
  expect(after.ownerId).not.toBeNull();
  night.setTime(new Date("2026-03-10T10:00:00Z"));
  const byDay = (await night.state(await night.call())).row;
  expect(byDay.step).toBe(0);
});

test("whoever acknowledges gets the ticket nobody has, and what is finished ends by itself", async ({
  ctx,
}) => {
  const night = await openNight(ctx);
  const ada = await night.somebody();
  await night.chain([step(5, ada)], ada.actor.id);
  const { ticketId } = await ticketWithMessage(night.ctx);
  const pageId = await night.call({ ticketId });
  await acknowledgePage(ada, { pageId, version: (await night.state(pageId)).row.version });
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId));
  expect(row?.assigneeId).toBe(ada.actor.id);
  await moveStatus(ada, { ticketId, to: "solved" });
  await resolveFinishedPages(night.system);
  expect((await night.state(pageId)).row.status).toBe("resolved");
});

test("whatever people and clocks do, in whatever order: one level at a time, one end, always somebody named", async ({
  ctx,
}) => {
  const happening = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("wait" as const), minutes: fc.nat(20), isDown: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("acknowledge" as const), isStale: fc.boolean() }) },
    { weight: 2, arbitrary: fc.constant({ kind: "escalate" as const }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("stray" as const), step: fc.nat(6) }) },
    { weight: 1, arbitrary: fc.constant({ kind: "see" as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: "resolve" as const }) },
  );
  const night = await openNight(ctx);
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  await night.chain([step(5, ada), step(10, ben, ada)], ben.actor.id, 1);
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
      const pageId = await night.call();
      let before = (await night.state(pageId)).row;
      for (const one of happenings) {
        const { version } = before;
        const asked = { pageId, version: one.kind === "acknowledge" && one.isStale ? version - 1 : version };
        const refused = () => undefined;
        if (one.kind === "wait") await night.goOn(one.minutes, one);
        if (one.kind === "acknowledge") await acknowledgePage(ada, asked).catch(refused);
        if (one.kind === "escalate") await escalatePage(ada, { ...asked, reason: "Not mine" }).catch(refused);
        if (one.kind === "stray") await escalateDue(night.system, { pageId, step: one.step });
        if (one.kind === "see") await seePage(ben, { pageId });
        if (one.kind === "resolve") await resolvePage(ada, asked);
        const { row, kinds } = await night.state(pageId);
        if (one.kind === "stray" && before.escalatesAt && night.now() < before.escalatesAt)
          expect(row).toEqual(before);
        if (before.status === "resolved") expect(row).toEqual(before);
        expect(kinds.filter((kind) => kind === "resolved").length).toBeLessThanOrEqual(1);
        if (row.status === "open") expect(row.escalatesAt).not.toBeNull();
        if (row.status === "acknowledged" || row.status === "unanswered") expect(row.ownerId).not.toBeNull();
        before = row;
      }
    }),
    { numRuns: 25 },
  );
});

test("only Vigil itself calls, and only a person answers", async ({ ctx }) => {
  const night = await openNight(ctx);
  const viewer = await night.somebody("viewer");
  const input = { cause: "handover" as const, key: "k", urgency: "high" as const, title: "t", brief: [] };
  await expect(page(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(acknowledgePage(viewer, { pageId: 1, version: 1 })).rejects.toMatchObject({
    code: "forbidden",
  });
});

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
