/** What an analyst does on an open ticket is learned from once its undo window is over; what was undone is not learned from. */
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { reply, withdrawReply } from "#lib/tickets/replies/commands";
import { openApprentice, rebuildApprentice } from "./apprentice-state";
import { savedState } from "./queries";
import { arrives, closedTicket, runsOn, testPorts } from "./testing/environment";

const examples = (ctx: Ctx, stepEventId: number) =>
  ctx.db.select().from(trainingExample).where(eq(trainingExample.stepEventId, stepEventId));

test("a reply waits ten seconds, then is learned from once", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const { ticketId } = await arrives(ctx, { body: "The disk of db-7 is full." });
  const { eventId: stepEventId } = await reply(await person(ctx), { ticketId, text: "We add 50 GB." });
  const [waiting] = await ctx.db.execute<{ delay: number }>(
    sql`select delay_until_epoch_ms - created_at as delay from dbos.workflow_status
        where workflow_uuid = ${`learn-step:${stepEventId}`}`,
  );
  expect(Number(waiting?.delay)).toBeGreaterThan(8_000);

  const state = await openApprentice(job, { unsavedFor: 0 });
  await state.learn(job, { ticketId, stepEventId });
  await state.learn(job, { ticketId, stepEventId });
  expect(await examples(ctx, stepEventId)).toHaveLength(1);
  expect((await state.current()).engine.ahead.get(ticketId)).toEqual([stepEventId]);

  const saved = await savedState(ctx, "apprentice");
  const rebuilt = await rebuildApprentice(ctx, saved?.position);
  expect(Buffer.from(rebuilt.bytes).equals(Buffer.from(saved?.bytes ?? []))).toBe(true);
});

test("a withdrawn reply is not learned from, and the customer still waits for an answer", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const arrival = await arrives(ctx, { body: "The disk of db-8 is full, what can I do?" });
  const analyst = await person(ctx);
  const { eventId: stepEventId } = await reply(analyst, {
    ticketId: arrival.ticketId,
    text: "We add 50 GB to db-8.",
  });
  await withdrawReply(analyst, { eventId: stepEventId });
  const state = await openApprentice(job);
  await state.learn(job, { ticketId: arrival.ticketId, stepEventId });
  expect(await examples(ctx, stepEventId)).toEqual([]);

  await runsOn(ctx, arrival, await testPorts(ctx));
  const [run] = await ctx.db.execute<{ reason: string | null }>(
    sql`select reason from agent_run where event_id = ${arrival.eventId}`,
  );
  expect(run?.reason).not.toBe("analyst_active");
});

test("a step of a closed ticket is left to the ticket", async ({ ctx }) => {
  const job = systemCtx("learning", ctx.db);
  const ticketId = await closedTicket(ctx, {
    subject: "Disk full",
    turns: [{ body: "The disk is full." }, { body: "We add 50 GB.", kind: "analyst_reply" }],
  });
  const [said] = await ctx.db.execute<{ id: string }>(
    sql`select id from ticket_event where ticket_id = ${ticketId} and kind = 'analyst_reply'`,
  );
  const state = await openApprentice(job);
  await state.learn(job, { ticketId, stepEventId: Number(said?.id) });
  expect(await examples(ctx, Number(said?.id))).toEqual([]);
});
