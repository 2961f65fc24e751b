/** What deciding does, case by case: the effect, the label, the undo, and who is told about a lost race. */

import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { decision, label } from "#db/schema/suggestions";
import { delivery, ticket, ticketEvent } from "#db/schema/tickets";
import { deliverReply } from "#lib/delivery/deliver";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { createQueue } from "#lib/team/queues/commands";
import { activeEvents } from "#lib/tickets/active-events";
import { assign } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { typed } from "#lib/tickets/stored-event";
import { recordToolResult } from "#lib/tickets/tool-calls/commands";
import { decide, gradeAgentRun, recordAgentRun, undoDecision } from "./commands";
import type { Recipient } from "./model";
import { agentRuns, suggestionById } from "./queries";
import {
  message,
  openSuggestions,
  person,
  runInput,
  ticketWithMessage,
  ticketWithProposal,
} from "./testing/fixtures";

const eventsOf = (ctx: Ctx, ticketId: number) =>
  ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId)).orderBy(ticketEvent.id);
const labelOfDecision = async (ctx: Ctx, decisionId: number) =>
  (await ctx.db.select().from(label).where(eq(label.decisionId, decisionId)))[0];
const ticketRow = async (ctx: Ctx, ticketId: number) =>
  (await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId)))[0];
const jobStatus = async (ctx: Ctx, id: string) =>
  (
    await ctx.db.execute<{ status: string }>(
      sql`select status from dbos.workflow_status where workflow_uuid = ${id}`,
    )
  )[0]?.status;

test("accepting sends the draft, writes the label, and is learned from after the undo window", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "accept",
    mutationId: unique(),
  });
  const events = await eventsOf(ctx, ticketId);
  expect(events.at(-1)).toMatchObject({ kind: "assignment", data: { to: analyst.actor.id } });
  expect(events.at(-2)).toMatchObject({
    kind: "analyst_reply",
    body: suggestion.text,
    data: { suggestionId: suggestion.id },
  });
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({
    status: "accepted",
    decidedBy: analyst.actor.id,
  });
  expect(await labelOfDecision(ctx, decided.id)).toMatchObject({
    verdict: "accept",
    editDistance: 0,
    similarity: 1,
    isSubstantive: false,
    pipelineVersion: "test-1",
    model: "apprentice-1",
    gate: { threshold: 0.5 },
    propensity: expect.closeTo(0.95),
  });
  expect((await ticketRow(ctx, ticketId))?.agentState).toBe("none");
  expect(await jobStatus(ctx, `learn:decision:${decided.id}`)).toBe("DELAYED");
});

test("an edit keeps both texts, their diff and the distance", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { suggestion } = await ticketWithProposal(ctx, { text: "Please resize it and reboot." });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "edit",
    finalText: "Please resize it and do not reboot.",
    mutationId: unique(),
  });
  const written = await labelOfDecision(ctx, decided.id);
  expect(written).toMatchObject({ verdict: "edit", editDistance: 7, isSubstantive: true });
  expect(written?.diff).toContainEqual({ kind: "add", text: "do not " });
  expect(decided.finalText).toBe("Please resize it and do not reboot.");
});

test("the label hides people and addresses under one token throughout", async ({ ctx }) => {
  const analyst = await person(ctx);
  const secret = "mira.castellane@fabrikam.example";
  const { ticketId, externalId } = await ticketWithMessage(
    ctx,
    `I am Mira Castellane, write to ${secret} please.`,
  );
  const eventId = await message(ctx, externalId, "Hello?");
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const recorded = await recordAgentRun(
    agent,
    runInput(ticketId, eventId, { text: `We wrote to ${secret}.` }),
  );
  const decided = await decide(analyst, {
    suggestionId: recorded.suggestion?.id ?? 0,
    verdict: "edit",
    finalText: `Dear Mira Castellane, we wrote to ${secret} just now.`,
    mutationId: unique(),
  });
  const written = await labelOfDecision(ctx, decided.id);
  const everything = JSON.stringify(written);
  expect(everything).not.toContain("fabrikam");
  expect(everything).not.toContain("Castellane");
  const token = /\[EMAIL[^\]]*\]/.exec(written?.proposalText ?? "")?.[0] ?? "none";
  expect(written?.finalText).toContain(token);
  expect(JSON.stringify(written?.context)).toContain(token);
});

test("of two analysts at once one wins, and the other hears who", async ({ ctx }) => {
  const [first, second] = [await person(ctx), await person(ctx)];
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const results = await Promise.allSettled([
    decide(first, { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() }),
    decide(second, { suggestionId: suggestion.id, verdict: "reject", reason: "wrong", mutationId: unique() }),
  ]);
  const lost = results.find((result) => result.status === "rejected");
  const winner = results[0]?.status === "fulfilled" ? first : second;
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(lost?.reason).toMatchObject({
    code: "conflict",
    message: `${winner.actor.name} already decided on this proposal. Your text is kept.`,
    details: { decidedBy: winner.actor.id, decidedByName: winner.actor.name, decidedAt: expect.any(Date) },
  });
  const replies = (await eventsOf(ctx, ticketId)).filter(({ kind }) => kind === "analyst_reply");
  expect(replies).toHaveLength(winner === first ? 1 : 0);
});

test("a retried click counts once, even while the first is still running", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  const input = { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() } as const;
  const [one, two] = await Promise.all([decide(analyst, input), decide(analyst, input)]);
  const three = await decide(analyst, input);
  expect(new Set([one.id, two.id, three.id]).size).toBe(1);
  expect((await eventsOf(ctx, ticketId)).filter(({ kind }) => kind === "analyst_reply")).toHaveLength(1);
});

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

test("handing over leaves the brief and frees the ticket; undo gives it back", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx, {
    kind: "escalation",
    text: "Needs a database engineer.",
    payload: {
      brief: {
        about: { text: "A replica lags." },
        known: [{ text: "The lag is 90 s", eventId: 1 }],
        tried: [],
        open: [{ text: "Why?" }],
        suggested: [{ text: "Restart the sender." }],
      },
    },
  });
  await assign(analyst, { ticketId, assigneeId: analyst.actor.id });
  const decided = await decide(analyst, {
    suggestionId: suggestion.id,
    verdict: "hand_over",
    mutationId: unique(),
  });
  const events = await eventsOf(ctx, ticketId);
  const { body } = events.find(({ kind }) => kind === "handover") ?? {};
  expect(body).toContain("Open: Why? Suggested: Restart the sender.");
  expect(body).not.toContain("The lag is 90 s");
  expect(await ticketRow(ctx, ticketId)).toMatchObject({ assigneeId: null, agentState: "handed_over" });
  await undoDecision(analyst, { decisionId: decided.id });
  expect(await ticketRow(ctx, ticketId)).toMatchObject({
    assigneeId: analyst.actor.id,
    agentState: "proposed",
  });
});

test("a case is handed over to a person or a queue, with one line; undone, it is where it was", async ({
  ctx,
}) => {
  const [analyst, colleague] = [await person(ctx), await person(ctx)];
  const queueId = (
    await createQueue(await person(ctx, "lead"), { key: unique("q").replace("_", "-"), name: "Tier 2" })
  ).id;
  const handOver = async (recipient: Recipient) => {
    const { ticketId, suggestion } = await ticketWithProposal(ctx);
    await assign(analyst, { ticketId, assigneeId: analyst.actor.id });
    const verdict = "hand_over" as const;
    const given = { suggestionId: suggestion.id, verdict, mutationId: unique(), recipient };
    const { id: decisionId } = await decide(analyst, given);
    const event = (await eventsOf(ctx, ticketId)).find(({ kind }) => kind === "handover");
    const row = await ticketRow(ctx, ticketId);
    await undoDecision(analyst, { decisionId });
    expect(await ticketRow(ctx, ticketId)).toMatchObject({ assigneeId: analyst.actor.id, queueId: null });
    return { event, row };
  };
  const toPerson = await handOver({ kind: "person", id: colleague.actor.id });
  expect(toPerson.row).toMatchObject({ assigneeId: colleague.actor.id });
  expect(toPerson.event).toMatchObject({ data: { to: colleague.actor.name } });
  expect(toPerson.event?.body).toBe(
    `${analyst.actor.name} escalated this instead of accepting the agent's proposal. Open: The message of Mira Castellane has no answer yet.`,
  );
  const toQueue = await handOver({ kind: "queue", id: queueId });
  expect(toQueue.row).toMatchObject({ assigneeId: null, queueId });
  expect(toQueue.event).toMatchObject({ data: { to: "Tier 2" } });
});

test("an escalation of what nobody has, accepted, assigns it", async ({ ctx }) => {
  const analyst = await person(ctx);
  const escalated = await ticketWithProposal(ctx, { kind: "escalation", text: "Look at this.", payload: {} });
  await decide(analyst, { suggestionId: escalated.suggestion.id, verdict: "accept", mutationId: unique() });
  expect(await ticketRow(ctx, escalated.ticketId)).toMatchObject({ assigneeId: analyst.actor.id });
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

/** An analyst agrees to a diagnostic. */
async function acceptedDiagnostic(ctx: Ctx) {
  const analyst = await person(ctx);
  const call = { tool: "volume_usage", arguments: { volume: "vol-77" } };
  const { ticketId, suggestion } = await ticketWithProposal(ctx, {
    kind: "diagnostic",
    text: "Look at the volume",
    payload: { call },
  });
  const mutationId = unique();
  const decided = await decide(analyst, { suggestionId: suggestion.id, verdict: "accept", mutationId });
  const eventId = decided.eventId ?? 0;
  return { analyst, call, ticketId, suggestion, decided, eventId };
}

const worker = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "system", id: "run", name: "run" } });
const events = async (ctx: Ctx, ticketId: number) =>
  activeEvents((await eventsOf(ctx, ticketId)).map(typed)).map(({ kind }) => kind);

test("an accepted diagnostic is called by a job; undone before it ran, it does not run", async ({ ctx }) => {
  const { analyst, call, ticketId, suggestion, decided, eventId } = await acceptedDiagnostic(ctx);
  expect((await eventsOf(ctx, ticketId)).at(-1)).toMatchObject({
    kind: "tool_call",
    data: { ...call, suggestionId: suggestion.id },
  });
  const jobs = () =>
    ctx.db.execute(sql`select from dbos.workflow_status where workflow_uuid = ${`run-tool:${eventId}`}`);
  expect(await jobs()).toHaveLength(1);
  await undoDecision(analyst, { decisionId: decided.id });
  expect(await jobs()).toHaveLength(0);
  expect(await events(ctx, ticketId)).not.toContain("tool_call");
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({ status: "open" });
  // A job that was running already comes too late.
  expect(await recordToolResult(worker(ctx), { eventId, result: { used: "97 %" } })).toBeNull();
});

test("undone after it ran, a diagnostic's result is not used, nor what was drafted from it", async ({
  ctx,
}) => {
  const { analyst, ticketId, suggestion, decided, eventId } = await acceptedDiagnostic(ctx);
  const result = await recordToolResult(worker(ctx), { eventId, result: { used: "97 %" } });
  const drafted = await recordAgentRun(agentCtx(ctx.db), runInput(ticketId, result?.eventId ?? 0));
  await undoDecision(analyst, { decisionId: decided.id });
  expect(await events(ctx, ticketId)).not.toContain("tool_result");
  expect(await suggestionById(ctx, drafted.suggestion?.id ?? 0)).toMatchObject({ status: "superseded" });
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({ status: "open" });
});

test("an answer typed by hand leaves the proposal unused, and it can no longer be decided", async ({
  ctx,
}) => {
  const analyst = await person(ctx);
  const { ticketId, suggestion } = await ticketWithProposal(ctx);
  await reply(analyst, { ticketId, text: "I looked into it myself." });
  expect(await suggestionById(ctx, suggestion.id)).toMatchObject({ status: "unused" });
  await expect(
    decide(analyst, { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() }),
  ).rejects.toMatchObject({ code: "conflict", details: { status: "unused" } });
});

test("only people of the desk decide", async ({ ctx }) => {
  const { suggestion } = await ticketWithProposal(ctx);
  const input = { suggestionId: suggestion.id, verdict: "accept", mutationId: unique() } as const;
  const agent: Ctx = { ...ctx, actor: { kind: "agent", id: "agent", name: "Vigil" } };
  const key: Ctx = {
    ...ctx,
    actor: { kind: "api_key", id: "1", name: "ci", role: "admin", scopes: ["suggestion.decide"] },
  };
  for (const refused of [agent, key, await person(ctx, "viewer")])
    await expect(decide(refused, input)).rejects.toMatchObject({ code: "forbidden" });
});

test("a silence can be graded, and graded again", async ({ ctx }) => {
  const analyst = await person(ctx);
  const { ticketId } = await ticketWithProposal(ctx);
  const [latest] = await agentRuns(ctx, ticketId);
  const agentRunId = latest?.id ?? 0;
  await gradeAgentRun(analyst, { agentRunId, grade: "right" });
  const graded = await gradeAgentRun(analyst, {
    agentRunId,
    grade: "should_have_abstained",
    note: "Too early",
  });
  expect(graded.grade).toBe("should_have_abstained");
  const rows = await ctx.db
    .select({ before: audit.before, after: audit.after })
    .from(audit)
    .where(and(eq(audit.action, "agent_run.grade"), eq(audit.entityId, String(agentRunId))))
    .orderBy(audit.id);
  expect(rows[1]).toMatchObject({
    before: { grade: "right" },
    after: { grade: "should_have_abstained", note: "Too early" },
  });
});
