/** Whoever a hand-over falls to is told, once, by their own channels, whether or not a rule says whom to call. */
import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { page, pageNotice } from "#db/schema/oncall";
import { queue, queueMember, user } from "#db/schema/team";
import {
  acknowledgePage,
  addChannel,
  escalatePage,
  setContactRules,
  setPageRules,
} from "#lib/oncall/commands";
import { nextPerson } from "#lib/oncall/next-person/find";
import { resolveFinishedPages } from "#lib/oncall/paging/state-machine";
import { waitingPages } from "#lib/oncall/queries";
import { openNight, step } from "#lib/oncall/testing/night";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { assign } from "#lib/tickets/commands";
import { decide, undoDecision } from "./commands";
import type { Recipient } from "./model";
import { pageHandedOver } from "./paging";
import { ticketWithProposal } from "./testing/fixtures";

/** A queue with a lead, and analysts beside it; no rule calls anybody. */
async function team(outer: Ctx) {
  await outer.db.update(user).set({ disabledAt: new Date() });
  const night = await openNight(outer, new Date());
  const [giver, lead, other] = [await night.somebody(), await night.somebody("lead"), await night.somebody()];
  await setPageRules(lead, { rules: [] });
  const [made] = await outer.db
    .insert(queue)
    .values({ key: unique("queue"), name: "Tier 2" })
    .returning();
  const queueId = made?.id ?? 0;
  await outer.db.insert(queueMember).values({ queueId, userId: lead.actor.id });
  const channel = await addChannel(lead, { kind: "email", label: "Work", target: "lead@example.com" });
  await setContactRules(lead, { rules: [{ channelId: channel.id, after: 0 }] });
  const toQueue: Recipient = { kind: "queue", id: queueId };
  const handOver = async (recipient: Recipient, ctx: Ctx = night.ctx) => {
    const { ticketId, suggestion } = await ticketWithProposal(ctx);
    await assign(giver, { ticketId, assigneeId: giver.actor.id });
    const given = {
      suggestionId: suggestion.id,
      verdict: "hand_over",
      mutationId: unique(),
      recipient,
    } as const;
    const { id: decisionId } = await decide(giver, given);
    return { ticketId, decisionId };
  };
  const pagesOf = (ticketId: number) => outer.db.select().from(page).where(eq(page.ticketId, ticketId));
  return { night, giver, lead, other, toQueue, handOver, pagesOf };
}

const keyed = () => vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");

test("whom a hand-over to a queue falls to is told once by their own channels; there is no next level", async ({
  ctx,
}) => {
  keyed();
  const { lead, giver, toQueue, handOver, pagesOf } = await team(ctx);
  const { ticketId } = await handOver(toQueue);
  expect(await nextPerson(giver, ticketId)).toMatchObject({ userId: lead.actor.id });
  const [told, ...more] = await pagesOf(ticketId);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ cause: "handover", status: "open", chainId: null, escalatesAt: null });
  const pageId = told?.id ?? 0;
  const notices = await ctx.db.select().from(pageNotice).where(eq(pageNotice.pageId, pageId));
  expect(notices.map(({ userId }) => userId)).toEqual([lead.actor.id]);
  expect((await waitingPages(lead)).map(({ id }) => id)).toContain(pageId);
  expect(await waitingPages(giver)).toEqual([]);
  const version = told?.version ?? 0;
  await expect(escalatePage(lead, { pageId, version, reason: "Not mine" })).rejects.toMatchObject({
    code: "conflict",
  });
  await acknowledgePage(lead, { pageId, version });
  await resolveFinishedPages(ctx);
  expect(await pagesOf(ticketId)).toMatchObject([{ status: "acknowledged", ownerId: lead.actor.id }]);
});

test("a person chosen by name is told, and not the queue's lead", async ({ ctx }) => {
  const { other, handOver, pagesOf, night } = await team(ctx);
  const { ticketId } = await handOver({ kind: "person", id: other.actor.id });
  const [told] = await pagesOf(ticketId);
  await resolveFinishedPages(night.system);
  expect((await waitingPages(other)).map(({ id }) => id)).toEqual([told?.id]);
});

test("a hand-over that was taken back calls nobody, nor one that somebody took at the desk", async ({
  ctx,
}) => {
  keyed();
  const { giver, lead, other, toQueue, handOver, pagesOf, night } = await team(ctx);
  const undone = await handOver(toQueue);
  await undoDecision(giver, { decisionId: undone.decisionId });
  expect(await pagesOf(undone.ticketId)).toMatchObject([{ status: "resolved" }]);
  const taken = await handOver(toQueue);
  night.setTime(new Date(night.now().getTime() + 60_000));
  await assign(other, { ticketId: taken.ticketId, assigneeId: other.actor.id });
  await resolveFinishedPages(night.system);
  expect(await pagesOf(taken.ticketId)).toMatchObject([{ status: "resolved" }]);
  expect(await waitingPages(lead)).toEqual([]);
});

test("where a rule calls somebody, it alone does", async ({ ctx }) => {
  const { lead, other, toQueue, handOver, pagesOf, night } = await team(ctx);
  await night.chain([step(5, other)], other.actor.id);
  const { ticketId } = await handOver(toQueue);
  const [called] = await pagesOf(ticketId);
  expect(called?.chainId).not.toBeNull();
  expect((await waitingPages(other)).map(({ id }) => id)).toEqual([called?.id]);
  expect(await waitingPages(lead)).toEqual([]);
});

test("handed on before anybody answered, it calls the next one and not the first", async ({ ctx }) => {
  keyed();
  const { giver, lead, other, toQueue, pagesOf, night } = await team(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(night.ctx);
  await assign(giver, { ticketId, assigneeId: giver.actor.id });
  const verdict = "hand_over" as const;
  await decide(giver, { suggestionId: suggestion.id, verdict, mutationId: unique(), recipient: toQueue });
  expect(await waitingPages(lead)).toHaveLength(1);
  await pageHandedOver(giver, {
    ticketId,
    eventId: 1,
    why: "It is a network matter.",
    brief: { about: { text: "Down" }, known: [], tried: [], open: [], suggested: [] },
    assigneeId: other.actor.id,
  });
  expect(await waitingPages(lead)).toEqual([]);
  expect(await waitingPages(other)).toHaveLength(1);
  expect((await pagesOf(ticketId)).map(({ status }) => status).sort()).toEqual(["open", "resolved"]);
});

test("on a team of one nobody is told what they gave away themselves", async ({ ctx }) => {
  const { giver, lead, other, toQueue, handOver, pagesOf } = await team(ctx);
  for (const { actor } of [lead, other])
    await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, actor.id));
  const { ticketId } = await handOver(toQueue);
  expect(await nextPerson(giver, ticketId)).toMatchObject({ userId: giver.actor.id });
  expect(await pagesOf(ticketId)).toEqual([]);
});
