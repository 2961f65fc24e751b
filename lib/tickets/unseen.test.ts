/** Replies, decisions and moves carry what was on the screen: what others wrote after it is asked about, once. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide } from "#lib/suggestions/commands";
import { suggestionById } from "#lib/suggestions/queries";
import { message, person, ticketWithMessage, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { addNote, assign, moveStatus, setTriage, snooze } from "./commands";
import { reply, withdrawReply } from "./replies/commands";

const bodies = async (ctx: Ctx, ticketId: number) =>
  (await ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId)))
    .filter(({ kind }) => kind === "analyst_reply")
    .map(({ body }) => body);

test("a reply begun before the customer wrote again is not sent until that was seen", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  const newest = await message(ctx, externalId, "Forget it, it works again.");
  const late = { ticketId, text: "Please restart it." };
  await expect(reply(analyst, { ...late, seenEventId: eventId })).rejects.toMatchObject({
    code: "unseen",
    message: "Mira Castellane wrote meanwhile.",
    details: { eventIds: [newest] },
  });
  expect(await bodies(ctx, ticketId)).toEqual([]);
  await reply(analyst, { ...late, seenEventId: newest });
  expect(await bodies(ctx, ticketId)).toEqual(["Please restart it."]);
});

test("a colleague's reply is asked about; one's own, a note, an assignment and a reply withdrawn are not", async ({
  ctx,
}) => {
  const [mine, colleague] = [await person(ctx), await person(ctx)];
  const { ticketId, eventId: seenEventId } = await ticketWithMessage(ctx);
  await reply(mine, { ticketId, text: "A first word.", seenEventId });
  await addNote(colleague, { ticketId, text: "I looked at the disk." });
  await assign(colleague, { ticketId, assigneeId: mine.actor.id });
  const taken = await reply(colleague, { ticketId, text: "Sorry, wrong ticket." });
  await withdrawReply(colleague, { eventId: taken.eventId });
  await reply(mine, { ticketId, text: "A second word.", seenEventId });
  await reply(colleague, { ticketId, text: "And mine." });
  await expect(reply(mine, { ticketId, text: "A third.", seenEventId })).rejects.toMatchObject({
    code: "unseen",
    message: `${colleague.actor.name} replied meanwhile.`,
  });
});

test.for([
  { verdict: "accept" as const },
  { verdict: "edit" as const, finalText: "In my own words." },
  { verdict: "reject" as const, reason: "wrong" as const },
  { verdict: "hand_over" as const },
])("a decision is about what was seen: $verdict", async (choice, { ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, eventId, suggestion, externalId } = await ticketWithProposal(ctx);
  const newest = await message(ctx, externalId, "It is another volume.");
  const decision = { ...choice, suggestionId: suggestion.id };
  const blind = decide(analyst, { ...decision, mutationId: unique(), seenEventId: eventId });
  await expect(blind).rejects.toMatchObject({ code: "unseen" });
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({ status: "open" });
  expect(await bodies(ctx, ticketId)).toEqual([]);
  await decide(analyst, { ...decision, mutationId: unique(), seenEventId: newest });
  expect((await suggestionById(ctx, suggestion.id)).status).not.toBe("open");
});

test("a ticket is not finished past a message nobody saw", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  const newest = await message(ctx, externalId, "One more thing.");
  const finished = { ticketId, to: "solved" as const };
  await expect(moveStatus(analyst, { ...finished, seenEventId: eventId })).rejects.toMatchObject({
    code: "unseen",
  });
  expect(await moveStatus(analyst, { ...finished, seenEventId: newest })).toMatchObject({ status: "solved" });
});

test("an assignment, a queue, a priority and a snooze are about what was seen: a colleague's change is not passed over", async ({
  ctx,
}) => {
  const [mine, colleague] = [await person(ctx), await person(ctx)];
  const { ticketId, eventId: seenEventId, externalId } = await ticketWithMessage(ctx);
  await assign(colleague, { ticketId, assigneeId: colleague.actor.id });
  const take = { ticketId, assigneeId: mine.actor.id };
  await expect(assign(mine, { ...take, seen: { assigneeId: null } })).rejects.toMatchObject({
    code: "conflict",
    message: "Somebody else changed the assignee meanwhile. What stands there now was kept.",
  });
  await assign(mine, { ...take, seen: { assigneeId: colleague.actor.id } });

  await setTriage(colleague, { ticketId, fields: { priority: "urgent" } });
  const lower = { ticketId, fields: { priority: "low" as const } };
  await expect(setTriage(mine, { ...lower, seen: { priority: "normal" } })).rejects.toMatchObject({
    code: "conflict",
  });
  await setTriage(mine, { ...lower, seen: { priority: "urgent" } });

  const tomorrow = new Date(Date.now() + 86_400_000);
  const seen = { status: "open", followUpAt: null } as const;
  await snooze(colleague, { ticketId, until: tomorrow, seen, seenEventId });
  const untilWritten = { ticketId, until: null, seenEventId };
  await expect(snooze(mine, { ...untilWritten, seen })).rejects.toMatchObject({ code: "conflict" });
  await snooze(mine, { ...untilWritten, seen: { status: "on_hold", followUpAt: tomorrow } });
  await message(ctx, externalId, "It is worse now.");
  await expect(snooze(mine, { ...untilWritten, seen })).rejects.toMatchObject({ code: "unseen" });
});
