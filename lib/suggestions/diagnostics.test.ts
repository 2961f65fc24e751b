/** A diagnostic that was accepted: it is called by a job, and undone before or after it ran. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { activeEvents } from "#lib/tickets/active-events";
import { typed } from "#lib/tickets/stored-event";
import { recordToolResult } from "#lib/tickets/tool-calls/commands";
import { decide, recordAgentRun, undoDecision } from "./commands";
import { suggestionById } from "./queries";
import { person, runInput, ticketWithProposal } from "./testing/fixtures";
import { eventsOf } from "./testing/written";

const worker = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: "system", id: "run", name: "run" } });

const events = async (ctx: Ctx, ticketId: number) =>
  activeEvents((await eventsOf(ctx, ticketId)).map(typed)).map(({ kind }) => kind);

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
