/** Diagnostics on a ticket: asked for, answered by a job or by a person, undone. */

import { and, eq } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import { isWithdrawn } from "../active-events";
import { stateAfter } from "../agent-state";
import type { LockedTicket } from "../change";
import type { EventData } from "../event";
import { EventInput, ResultByHandInput, ToolCallInput, ToolResultInput } from "../inputs";
import { lockTicket, lockTicketOf } from "../lock";
import { timeline } from "../queries";
import { reactions } from "../reactions";
import { resultsByCall } from "../rules";
import { toolCallData } from "../stored-event";
import { type Appended, appendEvent, setAgentState, written } from "../timeline";
import { typedResult } from "../typed-result";

/** Asks for a read-only diagnostic: the call is on the timeline at once, a job runs it or a person looks it up. */
export const requestToolCall = command(
  "ticket.write",
  ToolCallInput,
  async (tx, input): Promise<Appended> => {
    const { ticketId, tool, arguments: given, byHand, suggestionId, investigationId } = input;
    const before = await lockTicket(tx, ticketId);
    const data = {
      tool,
      arguments: given,
      ...(byHand && { byHand }),
      ...(suggestionId && { suggestionId }),
      ...(investigationId && { investigationId }),
    };
    const appended = written(
      await appendEvent(tx, before, { kind: "tool_call", data }, { action: "ticket.tool_call" }),
    );
    if (byHand) return appended;
    const { eventId } = appended;
    const job = { id: runJob(eventId), partition: String(ticketId) };
    await enqueue(tx, "agent.runTool", { ticketId, eventId }, job);
    return appended;
  },
);

/**
 * Takes a diagnostic back: what has not run does not run, and what it found, or is still finding, is discarded.
 * It only reads, so nothing else is left of it. A second time changes nothing. Returns the event that took it back.
 */
export const withdrawToolCall = command(
  "ticket.write",
  EventInput,
  async (tx, { eventId }): Promise<number | null> => {
    let current = await lockTicketOf(tx, eventId);
    const events = await timeline(tx, current.id);
    const { data: called } = await toolCallOf(tx, eventId);
    if (called.actionRunId !== undefined)
      throw new AppError("unprocessable", "This changes something: deny it, or roll it back.");
    if (isWithdrawn(events, eventId)) return null;
    await cancelJob(tx, runJob(eventId));
    const result = resultsByCall(events).get(eventId);
    let last = eventId;
    for (const { id } of [{ id: eventId }, ...(result ? [result] : [])]) {
      const event = { kind: "reply_withdrawn", data: { withdraws: id } } as const;
      const appended = written(
        await appendEvent(tx, current, event, { action: "ticket.withdraw_tool_call" }),
      );
      current = appended.ticket;
      last = appended.eventId;
    }
    if (!result) return last;
    await reactions().supersedeDependent(tx, current.id, result.id);
    if (current.agentState === "running") await setAgentState(tx, current, stateAfter("withdrawn", false));
    return last;
  },
);

/** Puts what a diagnostic gave on the timeline, once per call; null when it is already there, or the call was withdrawn. */
export const recordToolResult = command(
  "machine",
  ToolResultInput,
  async (tx, { eventId, result }): Promise<Appended | null> => {
    const before = await lockTicketOf(tx, eventId);
    const [call, events] = await Promise.all([toolCallOf(tx, eventId), timeline(tx, before.id)]);
    if (isWithdrawn(events, eventId)) return null;
    return appendResult(tx, before, call, result);
  },
);

/**
 * Puts on the timeline what a person found for a call that is looked up by hand. `conflict` when somebody recorded
 * it before, `unprocessable` for a call that runs by itself.
 */
export const recordResultByHand = command(
  "ticket.write",
  ResultByHandInput,
  async (tx, { eventId, text }): Promise<Appended> => {
    const before = await lockTicketOf(tx, eventId);
    const [call, events] = await Promise.all([toolCallOf(tx, eventId), timeline(tx, before.id)]);
    if (!call.data.byHand)
      throw new AppError("unprocessable", "This diagnostic brings its result by itself.");
    if (isWithdrawn(events, eventId))
      throw new AppError("conflict", "This look-up was withdrawn. Your text is kept.");
    const appended = await appendResult(tx, before, call, typedResult(text));
    if (!appended)
      throw new AppError("conflict", "A colleague recorded the result first. Your text is kept.");
    return appended;
  },
);

function runJob(eventId: number): string {
  return `run-tool:${eventId}`;
}

type ToolCall = { id: number; data: EventData<"tool_call"> };

async function toolCallOf(tx: Ctx, eventId: number): Promise<ToolCall> {
  const [call] = await tx.db
    .select({ id: ticketEvent.id, data: ticketEvent.data })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.id, eventId), eq(ticketEvent.kind, "tool_call")));
  if (!call) throw new AppError("not_found", `Event ${eventId} is no diagnostic call.`);
  return { ...call, data: toolCallData(call.data) };
}

function appendResult(
  tx: Ctx,
  before: LockedTicket,
  { id, data }: ToolCall,
  result: Record<string, unknown> | null,
): Promise<Appended | null> {
  const event = {
    kind: "tool_result",
    data: { tool: data.tool, callId: String(id), result },
    externalId: `tool-result:${id}`,
  } as const;
  return appendEvent(tx, before, event, { action: "ticket.tool_result" });
}
