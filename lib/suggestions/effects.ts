/** What a decision does to the ticket, and how it is taken back: through the tickets' own verbs, marked with the proposal's id. */
import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { ticketEvent } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { reply, setTriage, withdrawReply } from "#lib/tickets/commands";
import { asHeard } from "#lib/tickets/message/heard";
import type { EventKind } from "#lib/tickets/model";
import { customerById, ticketById, timeline } from "#lib/tickets/queries";
import { appendEvent, lockTicket, type NewEvent } from "#lib/tickets/timeline";
import { requestToolCall, withdrawToolCall } from "#lib/tickets/tool-calls/commands";
import { type Brief, type BriefLine, briefOf } from "./brief";
import type { Decision, Suggestion } from "./model";
import { type Settled, stepOf } from "./verdict";

/** Carries a decision out; returns the event it left on the timeline, null when there is none. */
export async function carryOut(tx: Ctx, suggestion: Suggestion, settled: Settled): Promise<number | null> {
  if (settled.verdict === "reject") return null;
  if (settled.verdict === "hand_over") return handOver(tx, suggestion, reasonToHandOver(suggestion, tx));
  const step = stepOf(suggestion, settled.alternative);
  const { id: suggestionId, ticketId, payload } = step;
  const text = settled.finalText ?? step.text;
  switch (step.kind) {
    case "reply":
    case "follow_up":
      return (await reply(tx, { ticketId, text, suggestionId })).eventId;
    case "escalation":
      return handOver(tx, step, text);
    case "remediation":
      // Approved work is written down for a person to do; nothing runs by itself.
      return append(tx, ticketId, { kind: "note", body: text, data: { suggestionId } }, "ticket.note");
    case "diagnostic":
      if (!payload.call) throw new AppError("unprocessable", "The proposal names no diagnostic to run.");
      return (await requestToolCall(tx, { ticketId, ...payload.call, suggestionId })).eventId;
    case "triage":
      await setTriage(tx, { ticketId, fields: settled.triage ?? {}, suggestionId });
      return null;
  }
}

/** What a decision may leave on the timeline. */
const takenBack: EventKind[] = [
  "analyst_reply",
  "note",
  "tool_call",
  "triage_change",
  "handover",
  "assignment",
];

/**
 * Takes back what a decision put on the timeline: a reply that has not left, a diagnostic with what it found, an
 * assignment, triage. Throws `conflict` when the reply is on its way.
 */
export async function takeBack(tx: Ctx, suggestion: Suggestion, decision: Decision): Promise<void> {
  const events = await tx.db
    .select({ id: ticketEvent.id, kind: ticketEvent.kind })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, decision.ticketId),
        gte(ticketEvent.recordedAt, decision.decidedAt),
        sql`${ticketEvent.data}->>'suggestionId' = ${String(suggestion.id)}`,
        inArray(ticketEvent.kind, takenBack),
      ),
    )
    .orderBy(ticketEvent.id);
  for (const { id, kind } of events) {
    if (kind === "tool_call") await withdrawToolCall(tx, { eventId: id });
    else if (kind === "analyst_reply") await withdrawReply(tx, { eventId: id });
    else
      await append(
        tx,
        decision.ticketId,
        { kind: "reply_withdrawn", data: { withdraws: id } },
        "suggestion.undo",
      );
  }
}

/** A person takes the ticket from here: the brief on the timeline, the ticket free for its queue, or for another one. */
async function handOver(tx: Ctx, suggestion: Suggestion, text: string): Promise<number> {
  const { id: suggestionId, ticketId, payload } = suggestion;
  const brief = payload.brief ?? (await briefNow(tx, ticketId, text));
  const handover: NewEvent = {
    kind: "handover",
    body: [text, ...briefLines(brief)].join("\n"),
    data: { suggestionId },
  };
  const eventId = await append(tx, ticketId, handover, "ticket.hand_over");
  const { assigneeId } = await lockTicket(tx, ticketId);
  if (assigneeId) {
    const data = { from: assigneeId, to: null, suggestionId };
    await append(tx, ticketId, { kind: "assignment", data }, "ticket.assign");
  }
  const queueId = payload.triage?.queueId;
  if (queueId) await setTriage(tx, { ticketId, fields: { queueId }, suggestionId });
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
  const found = await ticketById(tx, ticketId);
  const [events, asker] = await Promise.all([timeline(tx, ticketId), customerById(tx, found.customerId)]);
  return briefOf({ ticket: found, customer: asker, timeline: asHeard(events), runbooks: [], why });
}

function briefLines({ about, known, tried, open }: Brief): string[] {
  const section = (title: string, lines: BriefLine[]) =>
    lines.length > 0 ? ["", title, ...lines.map(({ text }) => `- ${text}`)] : [];
  return [
    ...section("About", [about]),
    ...section("Known", known),
    ...section("Tried", tried),
    ...section("Open", open),
  ];
}

async function append(tx: Ctx, ticketId: number, event: NewEvent, action: string): Promise<number> {
  const appended = await appendEvent(tx, await lockTicket(tx, ticketId), event, { action });
  if (!appended) throw new AppError("unavailable", "The change was not stored. Try again.");
  return appended.eventId;
}
