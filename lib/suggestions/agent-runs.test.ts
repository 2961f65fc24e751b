/** Every agent run is recorded once, and no proposal outlives the conversation it was made for. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { gradeAgentRun, recordAgentRun } from "./commands";
import { agentRuns, proposals } from "./queries";
import { message, openSuggestions, person, runInput, ticketWithMessage } from "./testing/fixtures";

const stateOf = async (ctx: Ctx, ticketId: number) =>
  (await ctx.db.select({ state: ticket.agentState }).from(ticket).where(eq(ticket.id, ticketId)))[0]?.state;

test("a step that runs twice, even at the same time, shows one card", async ({ db, ctx }) => {
  const agent = agentCtx(db);
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const runs = await Promise.all([1, 2, 3].map(() => recordAgentRun(agent, runInput(ticketId, eventId))));
  expect(new Set(runs.map((run) => run.suggestion?.id)).size).toBe(1);
  expect(runs.filter((run) => !run.isDuplicate)).toHaveLength(1);
  expect(await openSuggestions(ctx, ticketId)).toHaveLength(1);
  expect(await stateOf(ctx, ticketId)).toBe("proposed");
  const [first] = await openSuggestions(ctx, ticketId);
  expect(first).toMatchObject({
    propensity: expect.closeTo(0.95),
    pipelineVersion: "test-1",
    model: "apprentice-1",
  });
  const rows = await db
    .select()
    .from(audit)
    .where(eq(audit.entityId, String(first?.id)));
  expect(rows.map((row) => [row.action, row.actorKind])).toContainEqual(["suggestion.propose", "agent"]);
});

test("what was said of a run that waits for a better hour stays said when it is taken up again", async ({
  db,
  ctx,
}) => {
  const agent = agentCtx(db);
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  const held = { ...runInput(ticketId, eventId, null), reason: "attention" as const };
  const { agentRun: run } = await recordAgentRun(agent, held);
  const expected = { kind: "reply" as const, text: "Grow the volume." };
  const given = { agentRunId: run.id, grade: "should_have_shown" as const, expected };
  const graded = await gradeAgentRun(await person(ctx), given);
  await recordAgentRun(agent, runInput(ticketId, eventId));
  expect(await agentRuns(ctx, ticketId)).toEqual([
    { ...graded, outcome: "proposed", reason: null, at: expect.any(Date), gate: expect.anything() },
  ]);
});

test("a newer proposal supersedes the open one; silence leaves it", async ({ db, ctx }) => {
  const agent = agentCtx(db);
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  await recordAgentRun(agent, runInput(ticketId, eventId, { text: "First." }));
  const second = await message(ctx, externalId, "It is vol-78, sorry.");
  await recordAgentRun(agent, runInput(ticketId, second, null));
  expect((await openSuggestions(ctx, ticketId)).map(({ text }) => text)).toEqual(["First."]);
  expect(await stateOf(ctx, ticketId)).toBe("proposed");
  const third = await message(ctx, externalId, "Any news?");
  await recordAgentRun(agent, runInput(ticketId, third, { text: "Second." }));
  expect((await openSuggestions(ctx, ticketId)).map(({ text }) => text)).toEqual(["Second."]);
  expect((await proposals(ctx, ticketId)).suggestions.map(({ text }) => text)).toEqual(["Second.", "First."]);
  expect((await agentRuns(ctx, ticketId)).map(({ outcome }) => outcome)).toEqual([
    "proposed",
    "abstained",
    "proposed",
  ]);
});

test("a customer who says that all is well leaves nothing waiting but triage", async ({ db, ctx }) => {
  const agent = agentCtx(db);
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  const payload = { triage: { category: "storage" } };
  const triage = {
    kind: "triage",
    payload,
    text: "Storage",
    why: "Words.",
    confidence: 0.7,
    risk: 0,
  } as const;
  await recordAgentRun(agent, { ...runInput(ticketId, eventId), triage });
  const thanks = await message(ctx, externalId, "Never mind, solved!");
  await recordAgentRun(agent, { ...runInput(ticketId, thanks, null), clearsProposals: true });
  expect((await openSuggestions(ctx, ticketId)).map(({ kind }) => kind)).toEqual(["triage"]);
});

test("triage stands beside the reply and replaces only triage", async ({ db, ctx }) => {
  const agent = agentCtx(db);
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  const triage = {
    kind: "triage",
    text: "Storage, high",
    why: "Words of the message.",
    confidence: 0.9,
    risk: 0,
    payload: { triage: { priority: "high" } },
  } as const;
  await recordAgentRun(agent, { ...runInput(ticketId, eventId), triage });
  const second = await message(ctx, externalId, "Hello?");
  await recordAgentRun(agent, runInput(ticketId, second, { text: "Second." }));
  expect((await openSuggestions(ctx, ticketId)).map(({ kind, text }) => [kind, text])).toEqual([
    ["reply", "Second."],
    ["triage", "Storage, high"],
  ]);
  const third = await message(ctx, externalId, "Urgent!");
  const again = await recordAgentRun(agent, {
    ...runInput(ticketId, third, null),
    outcome: "proposed",
    triage,
  });
  expect(again.triage?.kind).toBe("triage");
  expect((await openSuggestions(ctx, ticketId)).map(({ id }) => id)).toEqual([
    again.triage?.id,
    expect.any(Number),
  ]);
  expect((await recordAgentRun(agent, { ...runInput(ticketId, third, null), triage })).triage?.id).toBe(
    again.triage?.id,
  );
});

test("a draft made from an older view is recorded as an abstention", async ({ db, ctx }) => {
  const agent = agentCtx(db);
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx);
  await message(ctx, externalId, "Wait, there is more.");
  const recorded = await recordAgentRun(agent, runInput(ticketId, eventId));
  expect(recorded).toMatchObject({
    suggestion: null,
    agentRun: { outcome: "abstained", reason: "superseded" },
  });
  expect(await stateOf(ctx, ticketId)).toBe("abstained");
});

test("an analyst who answered first, or a closed ticket, needs no draft", async ({ db, ctx }) => {
  const agent = agentCtx(db);
  const answered = await ticketWithMessage(ctx);
  await db.insert(ticketEvent).values({
    ticketId: answered.ticketId,
    kind: "analyst_reply",
    at: new Date(),
    actorKind: "analyst",
    actorName: "Ann",
    source: "desk",
    body: "Done.",
  });
  const first = await recordAgentRun(agent, runInput(answered.ticketId, answered.eventId));
  expect(first.agentRun.reason).toBe("analyst_active");
  const closed = await ticketWithMessage(ctx);
  await db.update(ticket).set({ status: "closed" }).where(eq(ticket.id, closed.ticketId));
  const second = await recordAgentRun(agent, runInput(closed.ticketId, closed.eventId));
  expect(second.agentRun.reason).toBe("not_active");
});

test("people cannot write agent runs", async ({ ctx }) => {
  const { ticketId, eventId } = await ticketWithMessage(ctx);
  await expect(recordAgentRun(ctx, runInput(ticketId, eventId))).rejects.toMatchObject({
    code: "forbidden",
  });
});
