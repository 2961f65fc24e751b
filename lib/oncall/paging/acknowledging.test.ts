/** A page and the people it calls: acknowledged, taken over, handed on, and called again when it gets graver. */
import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { page as pageTable } from "#db/schema/oncall";
import { ticket } from "#db/schema/tickets";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { moveStatus } from "#lib/tickets/commands";
import { pageDue } from "../causes";
import { acknowledgePage, escalatePage, page, resolvePage, setPageRules } from "../commands";
import { openNight, step } from "../testing/night";
import { resolveFinishedPages } from "./state-machine";

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

test("only Vigil itself calls, and only a person answers", async ({ ctx }) => {
  const night = await openNight(ctx);
  const viewer = await night.somebody("viewer");
  const input = { cause: "handover" as const, key: "k", urgency: "high" as const, title: "t", brief: [] };
  await expect(page(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
  await expect(acknowledgePage(viewer, { pageId: 1, version: 1 })).rejects.toMatchObject({
    code: "forbidden",
  });
});
