/** What a decision does to the ticket, and how it is reverted: through the tickets' own commands, marked with the proposal's id. */

import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditAction } from "#lib/platform/model";
import { moveStatus, setTriage } from "#lib/tickets/commands";
import { lockTicket } from "#lib/tickets/lock";
import { asHeard } from "#lib/tickets/message/heard";
import { inOneLine } from "#lib/tickets/message/sentences";
import type { EventKind, TriageFields } from "#lib/tickets/model";
import { customerById, timeline } from "#lib/tickets/queries";
import { reply, withdrawReply } from "#lib/tickets/replies/commands";
import { typed } from "#lib/tickets/stored-event";
import { appendEvent, type NewEvent } from "#lib/tickets/timeline";
import { requestToolCall, withdrawToolCall } from "#lib/tickets/tool-calls/commands";
import { briefOf } from "./brief";
import type { Decision, Recipient, Suggestion } from "./model";
import { pageHandedOver, withdrawHandedOver } from "./paging";
import { recipientOf } from "./recipient";
import { handOverLine } from "./rules";
import type { Brief, ToolRequest } from "./step";
import { type ResolvedDecision, stepOf } from "./verdict";

/** The call of an action as it was approved, and the run that approval made. */
export type ApprovedCall = { runId: number; call: ToolRequest };

/** What a decision brings with it: who goes on, the approved action, where the clocks of whoever decides are. */
type Beside = {
  recipient: Recipient | undefined;
  approved: ApprovedCall | null;
  timeZone: string | undefined;
  /** As the fields of triage stood on the screen. */
  seen: TriageFields | undefined;
};

/** Applies a decision; returns the event it left on the timeline, null when there is none. */
export async function applyDecision(
  tx: Ctx,
  suggestion: Suggestion,
  resolved: ResolvedDecision,
  { recipient, approved, timeZone, seen }: Beside,
): Promise<number | null> {
  if (resolved.verdict === "reject") return null;
  if (resolved.verdict === "hand_over")
    return handOver(tx, suggestion, reasonToHandOver(suggestion, tx), recipient);
  const step = stepOf(suggestion, resolved.alternative);
  const { id: suggestionId, ticketId } = step;
  const text = resolved.finalText ?? step.text;
  switch (step.kind) {
    case "reply":
    case "follow_up":
      return sendAndMove(tx, step, text, timeZone);
    case "escalation":
      return handOver(tx, step, text, recipient);
    case "remediation":
      if (step.payload.call) return requestAction(tx, suggestion, approved);
      // Approved work without an action of the catalogue is written down for a person to do.
      return append(tx, ticketId, { kind: "note", body: text, data: { suggestionId } }, "ticket.note");
    case "diagnostic":
      return (await requestToolCall(tx, { ticketId, ...step.payload.call, suggestionId })).eventId;
    case "triage":
      await setTriage(tx, { ticketId, fields: resolved.triage ?? {}, suggestionId, seen });
      return null;
  }
}

/** Puts the call of an approved action on the ticket; it is executed by its run, never from here. */
function requestAction(
  tx: Ctx,
  { id: suggestionId, ticketId }: Suggestion,
  approved: ApprovedCall | null,
): Promise<number> {
  if (!approved)
    throw new AppError("unprocessable", "An action is approved after its dry run, under its own locks.");
  const { runId: actionRunId, call } = approved;
  const data = { tool: call.tool, arguments: call.arguments, suggestionId, actionRunId };
  return append(tx, ticketId, { kind: "tool_call", data }, "action.request");
}

/** What a decision may leave on the timeline. */
const revertible: EventKind[] = [
  "analyst_reply",
  "note",
  "tool_call",
  "triage_change",
  "handover",
  "assignment",
  "status_change",
  "action_step",
];

/**
 * Reverts what a decision put on the timeline: a reply that has not left, a diagnostic with what it found, an
 * assignment, triage. Throws `conflict` when the reply is on its way.
 */
export async function revertDecision(tx: Ctx, suggestion: Suggestion, decision: Decision): Promise<void> {
  const rows = await tx.db
    .select({ id: ticketEvent.id, kind: ticketEvent.kind, data: ticketEvent.data })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, decision.ticketId),
        gte(ticketEvent.recordedAt, decision.decidedAt),
        sql`${ticketEvent.data}->>'suggestionId' = ${String(suggestion.id)}`,
        inArray(ticketEvent.kind, revertible),
      ),
    )
    .orderBy(ticketEvent.id);
  const events = rows.map(typed);
  if (events.some(({ data }) => "actionRunId" in data && data.actionRunId !== undefined))
    throw new AppError("conflict", "An approved action is not undone here: deny it, or roll it back.");
  for (const { id, kind } of events) {
    if (kind === "tool_call") await withdrawToolCall(tx, { eventId: id });
    else if (kind === "analyst_reply") await withdrawReply(tx, { eventId: id });
    else {
      const withdrawn: NewEvent = { kind: "reply_withdrawn", data: { withdraws: id } };
      await append(tx, decision.ticketId, withdrawn, "suggestion.undo");
      if (kind === "handover") await withdrawHandedOver(tx, id);
    }
  }
}

/** A proposal whose words go to the customer. */
type Sent = Extract<Suggestion, { kind: "reply" | "follow_up" }>;

/** Says what there is to say, where there is somebody to say it to, and moves the ticket where the step ends it. */
async function sendAndMove(
  tx: Ctx,
  { id: suggestionId, ticketId, payload: { moveTo } }: Sent,
  text: string,
  timeZone: string | undefined,
): Promise<number> {
  const { kind, customerId } = await lockTicket(tx, ticketId);
  const isInternal = moveTo !== undefined && kind === "alert" && customerId === null;
  const eventId = isInternal
    ? await append(tx, ticketId, { kind: "note", body: text, data: { suggestionId } }, "ticket.note")
    : (await reply(tx, { ticketId, text, suggestionId, timeZone })).eventId;
  if (moveTo) await moveStatus(tx, { ticketId, to: moveTo, suggestionId });
  return eventId;
}

/** Somebody else takes the ticket from here, and reads in one line what is open. Who takes what nobody had, takes it himself. */
async function handOver(
  tx: Ctx,
  suggestion: Suggestion,
  text: string,
  chosen: Recipient | undefined,
): Promise<number> {
  const { id: suggestionId, ticketId } = suggestion;
  const locked = await lockTicket(tx, ticketId);
  const to = await recipientOf(tx, { locked, suggestion, chosen });
  const made = suggestion.kind === "escalation" ? suggestion.payload.brief : undefined;
  const brief = made ?? (await briefNow(tx, ticketId, text));
  const handover: NewEvent = {
    kind: "handover",
    body: inOneLine([text, handOverLine(brief)].filter((part) => part !== "")),
    data: { suggestionId, to: to.name },
  };
  const eventId = await append(tx, ticketId, handover, "ticket.hand_over");
  if (locked.assigneeId !== to.assigneeId) {
    const data = { from: locked.assigneeId, to: to.assigneeId, suggestionId };
    await append(tx, ticketId, { kind: "assignment", data }, "ticket.assign");
  }
  if (to.queueId !== locked.queueId)
    await setTriage(tx, { ticketId, fields: { queueId: to.queueId }, suggestionId });
  // Nobody is paged about a case they keep themselves.
  if (to.assigneeId !== tx.actor.id)
    await pageHandedOver(tx, { ticketId, eventId, why: text, brief, assigneeId: to.assigneeId });
  return eventId;
}

/** Of a proposal that is no hand-over `why` says why it was made, not why a human goes on. */
function reasonToHandOver({ kind, why }: Suggestion, { actor }: Ctx): string {
  return kind === "escalation"
    ? why
    : `${actor.name} escalated this instead of accepting the agent's proposal.`;
}

/** The brief of a case that the agent would not have handed over. */
async function briefNow(tx: Ctx, ticketId: number, why: string): Promise<Brief> {
  const found = await lockTicket(tx, ticketId);
  const [events, asker] = await Promise.all([timeline(tx, ticketId), customerById(tx, found.customerId)]);
  return briefOf({ ticket: found, customer: asker, timeline: asHeard(events), runbooks: [], why });
}

async function append(tx: Ctx, ticketId: number, event: NewEvent, action: AuditAction): Promise<number> {
  const appended = await appendEvent(tx, await lockTicket(tx, ticketId), event, { action });
  if (!appended) throw new AppError("unavailable", "The change was not stored. Try again.");
  return appended.eventId;
}
