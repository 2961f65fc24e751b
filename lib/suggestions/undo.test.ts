/** What an undo gives back, for how long, and to whom. */
import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { decision } from "#db/schema/suggestions";
import { delivery } from "#db/schema/tickets";
import { deliverReply } from "#lib/delivery/deliver";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { decide, undoDecision } from "./commands";
import { openSuggestions, person, ticketWithProposal } from "./testing/fixtures";
import { eventsOf, jobStatus, labelOfDecision, ticketRow } from "./testing/written";

test("undo within the window withdraws the reply, reopens the proposal and retracts the label", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const before = await ticketRow(ctx, ticketId);
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "accept",
    mutationId: unique(),
  });
  const undone = await undoDecision(analyst, { decisionId: decided.id });
  expect(undone.undoneAt).toBeInstanceOf(Date);
  expect((await eventsOf(ctx, ticketId)).at(-1)).toMatchObject({
    kind: "reply_withdrawn",
    data: { withdraws: decided.eventId },
  });
  expect((await openSuggestions(ctx, ticketId)).map(({ id }) => id)).toEqual([suggestion.id]);
  expect((await labelOfDecision(ctx, decided.id))?.retractedAt).toEqual(undone.undoneAt);
  const [sent] = await ctx.db
    .select()
    .from(delivery)
    .where(eq(delivery.eventId, decided.eventId ?? 0));
  expect(sent?.status).toBe("withdrawn");
  expect(await ticketRow(ctx, ticketId)).toMatchObject({
    status: before?.status,
    firstReplyAt: null,
    agentState: "proposed",
  });
  expect(await jobStatus(ctx, `learn:decision:${decided.id}`)).toBeUndefined();
  expect(await undoDecision(analyst, { decisionId: decided.id })).toEqual(undone);
  const rows = await ctx.db
    .select()
    .from(audit)
    .where(and(eq(audit.action, "suggestion.undo"), eq(audit.entityId, String(suggestion.id))));
  expect(rows).toHaveLength(1);
});

test("after the window, by somebody else, or once it was sent, a decision stands", async ({ ctx }) => {
  let now = new Date();
  const analyst = await person(ctx, "analyst", () => now);
  const { suggestion } = await ticketWithProposal({ ...ctx, now: () => now });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "accept",
    mutationId: unique(),
  });
  await expect(undoDecision(await person(ctx), { decisionId: decided.id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const worker: Ctx = { ...ctx, actor: { kind: "system", id: "tickets.deliver", name: "tickets.deliver" } };
  await deliverReply(worker, { eventId: decided.eventId ?? 0 });
  await expect(undoDecision(analyst, { decisionId: decided.id })).rejects.toMatchObject({ code: "conflict" });
  now = new Date(now.getTime() + 10_001);
  await expect(undoDecision(analyst, { decisionId: decided.id })).rejects.toThrow("for 10 seconds");
  expect((await ctx.db.select().from(decision).where(eq(decision.id, decided.id)))[0]?.undoneAt).toBeNull();
});

test("a step that ends the ticket moves it, and back when it is undone", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx, {
    kind: "follow_up",
    text: "We close this now.",
    payload: { moveTo: "solved" },
  });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "accept",
    mutationId: unique(),
  });
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ status: "solved", assigneeId: analyst.actor.id });
  await undoDecision(analyst, { decisionId: decided.id });
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ status: "new", assigneeId: null });
});

test("triage is set and, undone, as it was before", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx, {
    kind: "triage",
    text: "Storage, urgent",
    payload: { triage: { priority: "urgent", category: "storage" } },
  });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "accept",
    mutationId: unique(),
  });
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ priority: "urgent", category: "storage" });
  await undoDecision(analyst, { decisionId: decided.id });
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ priority: "normal", category: null });
});
