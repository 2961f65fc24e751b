/** The result of a diagnostic, from a job or by hand, joins its ticket once. */
import { expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { timeline } from "../queries";
import { jobs, monday, opened } from "../testing/opened";
import { recordResultByHand, recordToolResult, requestToolCall } from "./commands";

test("a diagnostic's result joins the ticket once and is considered", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const call = await requestToolCall(ctx, { ticketId, tool: "disk_usage", arguments: { node: 3 } });
  expect(await jobs(ctx, ticketId)).toContain("agent.runTool ENQUEUED");
  const job = systemCtx("diagnostics", db);
  const result = await recordToolResult(job, { eventId: call.eventId, result: { used: "97 %" } });
  expect(await recordToolResult(job, { eventId: call.eventId, result: null })).toBeNull();
  const last = (await timeline(ctx, ticketId)).at(-1);
  expect(last).toMatchObject({ id: result?.eventId, kind: "tool_result", data: { tool: "disk_usage" } });
});

test("a diagnostic looked up by hand waits for a person, whose words become its result once", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst", monday);
  const { id: ticketId } = await opened(ctx);
  const call = await requestToolCall(ctx, {
    ticketId,
    tool: "trivia",
    arguments: { topic: 3 },
    byHand: true,
  });
  expect(await jobs(ctx, ticketId)).not.toContain("agent.runTool ENQUEUED");
  const said = { eventId: call.eventId, text: "answer: Lisbon\nseen: 3" };
  await expect(recordResultByHand(ctxAs(db, "viewer"), said)).rejects.toMatchObject({ code: "forbidden" });
  const considered = (await jobs(ctx, ticketId)).length;
  const { eventId } = await recordResultByHand(ctx, said);
  expect((await timeline(ctx, ticketId)).at(-1)).toMatchObject({
    id: eventId,
    kind: "tool_result",
    actorKind: "analyst",
    data: { tool: "trivia", callId: String(call.eventId), result: { answer: "Lisbon", seen: 3 } },
  });
  expect(await jobs(ctx, ticketId)).toHaveLength(considered + 1);
  await expect(recordResultByHand(ctx, said)).rejects.toMatchObject({ code: "conflict" });
  const automatic = await requestToolCall(ctx, { ticketId, tool: "disk_usage" });
  for (const [eventId, code] of [
    [automatic.eventId, "unprocessable"],
    [automatic.eventId - 1, "not_found"],
  ] as const)
    await expect(recordResultByHand(ctx, { eventId, text: "97 %" })).rejects.toMatchObject({ code });
});
