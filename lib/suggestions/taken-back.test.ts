/** Whoever takes an answer back, or opens a ticket again that was finished, has the proposal again that it closed. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { moveStatus } from "#lib/tickets/commands";
import { ticketById, timeline } from "#lib/tickets/queries";
import { reply, withdrawReply } from "#lib/tickets/replies/commands";
import { runJobId } from "#lib/tickets/turn";
import type { Suggestion } from "./model";
import { suggestionById } from "./queries";
import { message, person, ticketWithMessage, ticketWithProposal } from "./testing/fixtures";

const statusOf = async (ctx: Ctx, { id }: Suggestion) => (await suggestionById(ctx, id)).status;

test("an own reply that is undone gives the proposal back", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const { eventId } = await reply(analyst, { ticketId, text: "I looked into it myself." });
  expect(await statusOf(ctx, suggestion)).toBe("unused");
  await withdrawReply(analyst, { eventId });
  expect(await statusOf(ctx, suggestion)).toBe("open");
  expect(await ticketById(ctx, ticketId)).toMatchObject({ agentState: "proposed", dueReason: "answer" });
});

for (const to of ["solved", "closed"] as const)
  test(`a ticket that was ${to} and is opened again has its proposal again`, async ({ ctx }) => {
    const analyst = await person(ctx);
    const { ticketId, suggestion } = await ticketWithProposal(ctx);
    await moveStatus(analyst, { ticketId, to });
    expect(await statusOf(ctx, suggestion)).toBe("unused");
    await moveStatus(analyst, { ticketId, to: "open" });
    expect(await statusOf(ctx, suggestion)).toBe("open");
    expect(await ticketById(ctx, ticketId)).toMatchObject({ agentState: "proposed" });
  });

test("a ticket that was finished before the agent had looked is looked at once it is opened again", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const { ticketId } = await ticketWithMessage(ctx);
  await moveStatus(analyst, { ticketId, to: "solved" });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ agentState: "none" });
  await moveStatus(analyst, { ticketId, to: "open" });
  expect(await ticketById(ctx, ticketId)).toMatchObject({ agentState: "running" });
  const eventId = (await timeline(ctx, ticketId)).at(-1)?.id ?? 0;
  const jobs = await ctx.db.execute(
    sql`select status from dbos.workflow_status where workflow_uuid = ${runJobId(eventId)}`,
  );
  expect(jobs).toHaveLength(1);
});

test("a reply that stands in between keeps its proposal closed", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  await reply(analyst, { ticketId, text: "I looked into it myself." });
  await moveStatus(analyst, { ticketId, to: "solved" });
  await moveStatus(analyst, { ticketId, to: "open" });
  expect(await statusOf(ctx, suggestion)).toBe("unused");
});

test("what the customer wrote since is what is answered: the proposal stays closed", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, externalId, suggestion } = await ticketWithProposal(ctx);
  await moveStatus(analyst, { ticketId, to: "solved" });
  await message(ctx, externalId, "And vol-78 is full as well.");
  await moveStatus(analyst, { ticketId, to: "solved" });
  await moveStatus(analyst, { ticketId, to: "open" });
  expect(await statusOf(ctx, suggestion)).toBe("unused");
});
