/** Tickets that join an incident or leave it, and what each is told: one place that puts a proposal on a customer's ticket. */

import { and, eq, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { incident, incidentEvent, incidentTicket } from "#db/schema/incidents";
import { incidentNotice } from "#db/schema/major";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { apprenticeModelId } from "#lib/agent/candidates/candidate";
import { PIPELINE_VERSION } from "#lib/agent/prompt";
import type { JoinReason } from "#lib/incidents/model";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { riskOf } from "#lib/policy/risk";
import { recordRun } from "#lib/suggestions/agent-run";
import { AgentRunInput } from "#lib/suggestions/inputs";
import { announceAll, changeStatus, showAgentState, supersede } from "#lib/suggestions/open-proposals";
import { lockTicket } from "#lib/tickets/lock";
import { languageOfMessages } from "#lib/tickets/message/language";
import { isActive } from "#lib/tickets/model";
import { movesSince } from "#lib/tickets/moved-on";
import { appendEvent, written } from "#lib/tickets/timeline";
import { putAwayAdvance, waitAgain } from "./advance";
import type { NoticeRound } from "./model";
import { noticeWords } from "./words";

export type IncidentRow = typeof incident.$inferSelect;

/** Why a person's ticket belongs to an incident, where it did not look alike. */
export function byHand(name: string): JoinReason {
  return { rule: "person", by: name };
}

/** A ticket belongs to an incident from now on; what was proposed on it alone gives way to what all are told. */
export async function joinTicket(tx: Ctx, row: IncidentRow, ticketId: number): Promise<void> {
  const locked = await lockTicket(tx, ticketId);
  const [other] = await tx.db
    .select({ incidentId: incidentTicket.incidentId })
    .from(incidentTicket)
    .where(and(eq(incidentTicket.ticketId, ticketId), eq(incidentTicket.state, "joined")));
  if (other && other.incidentId !== row.id)
    throw new AppError("conflict", `Ticket ${ticketId} belongs to incident ${other.incidentId} already.`);
  const [carried] = await tx.db
    .select({ id: incident.id })
    .from(incident)
    .where(eq(incident.ticketId, ticketId));
  if (carried)
    throw new AppError("unprocessable", `Ticket ${ticketId} is the own ticket of incident ${carried.id}.`);
  const joined = { state: "joined" as const, joinedAt: tx.now() };
  await tx.db
    .insert(incidentTicket)
    .values({ incidentId: row.id, ticketId, reason: byHand(tx.actor.name), ...joined })
    .onConflictDoUpdate({ target: [incidentTicket.incidentId, incidentTicket.ticketId], set: joined });
  await tx.db.insert(incidentEvent).values({
    incidentId: row.id,
    kind: "ticket_joined",
    at: tx.now(),
    actorName: tx.actor.name,
    data: { ticketId },
  });
  const body = `Joined incident ${row.id}: ${row.title}`;
  const noted = written(
    await appendEvent(tx, locked, { kind: "note", body }, { action: "ticket.join_incident" }),
  );
  await putAwayAdvance(tx, { incidentId: row.id, ticketId });
  if (row.major !== "confirmed") return;
  const dropped = await supersede(tx, ticketId, ["reply"]);
  await announceAll(
    tx,
    ticketId,
    dropped.map((suggestionId) => ({ suggestionId, status: "superseded" as const })),
  );
  await showAgentState(tx, await lockTicket(tx, ticketId), "outdated");
  await draftOn(tx, row, { round: "first", ticketId, eventId: noted.eventId });
}

/** Puts the message of a round on the ticket of a customer; nothing goes out before a person has approved it. */
export async function draftOn(
  tx: Ctx,
  row: IncidentRow,
  { round, ticketId, eventId }: { round: NoticeRound; ticketId: number; eventId: number },
): Promise<void> {
  const [about] = await tx.db
    .select({
      status: ticket.status,
      customerId: ticket.customerId,
      contactId: ticket.contactId,
      name: customer.name,
    })
    .from(ticket)
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .where(eq(ticket.id, ticketId));
  if (!about || !isActive(about.status)) return;
  const said = await tx.db
    .select({ body: ticketEvent.body })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, ticketId), eq(ticketEvent.kind, "customer_message")))
    .orderBy(ticketEvent.id)
    .limit(20);
  const { language, hello, body } = noticeWords(round, {
    language: languageOfMessages(said.map((one) => one.body)),
    customerName: about.name,
    service: row.service,
    hasWritten: said.length > 0,
  });
  const text = `${hello}\n\n${body}`;
  const why =
    round === "first"
      ? `Part of major incident ${row.id}: one answer goes to all it touches.`
      : `Incident ${row.id} is over, and this customer was told of it.`;
  const suggestionId = await proposeText(tx, { ticketId, eventId, text, why, closes: round === "closing" });
  await tx.db
    .insert(incidentNotice)
    .values({
      incidentId: row.id,
      round,
      ticketId,
      customerId: about.contactId ?? about.customerId,
      suggestionId,
      text,
      language,
      why,
      createdAt: tx.now(),
    })
    .onConflictDoUpdate({
      target: [incidentNotice.incidentId, incidentNotice.round, incidentNotice.ticketId],
      targetWhere: sql`ticket_id is not null`,
      set: { suggestionId, text, language, createdAt: tx.now() },
    });
}

/** A proposal of words of our own on a ticket, about one of its events; null where the ticket has moved on. */
export async function proposeText(
  tx: Ctx,
  {
    ticketId,
    eventId,
    text,
    why,
    closes,
  }: { ticketId: number; eventId: number; text: string; why: string; closes: boolean },
): Promise<number | null> {
  const { suggestion: made } = await recordRun(
    tx,
    AgentRunInput.parse({
      ticketId,
      eventId,
      upToEventId: eventId,
      outcome: "proposed",
      explanation: why,
      engine: "apprentice",
      model: apprenticeModelId,
      pipelineVersion: PIPELINE_VERSION,
      durationMs: 0,
      suggestion: {
        ...(closes ? { kind: "follow_up", payload: { moveTo: "solved" } } : { kind: "reply" }),
        text,
        evidence: [{ kind: "event", ref: eventId, title: "This incident", excerpt: why, score: 1 }],
        why,
        confidence: 1,
        risk: riskOf("reply"),
      },
    }),
  );
  return made?.id ?? null;
}

/** A ticket does not belong to an incident; it is not suggested for it again. */
export async function leaveIncident(tx: Ctx, incidentId: number, ticketId: number): Promise<void> {
  const locked = await lockTicket(tx, ticketId);
  const [before] = await tx.db
    .select({ state: incidentTicket.state })
    .from(incidentTicket)
    .where(and(eq(incidentTicket.incidentId, incidentId), eq(incidentTicket.ticketId, ticketId)));
  if (!before || before.state === "declined") return;
  await tx.db
    .update(incidentTicket)
    .set({ state: "declined" })
    .where(and(eq(incidentTicket.incidentId, incidentId), eq(incidentTicket.ticketId, ticketId)));
  await waitAgain(tx, { incidentId, ticketId });
  if (before.state === "suggested") return;
  const dropped = await supersede(tx, ticketId, ["reply"]);
  await announceAll(
    tx,
    ticketId,
    dropped.map((suggestionId) => ({ suggestionId, status: "superseded" as const })),
  );
  await tx.db.insert(incidentEvent).values({
    incidentId,
    kind: "ticket_left",
    at: tx.now(),
    actorName: tx.actor.name,
    data: { ticketId },
  });
  const body = `Taken out of incident ${incidentId}`;
  const noted = written(
    await appendEvent(tx, locked, { kind: "note", body }, { action: "ticket.leave_incident" }),
  );
  await restore(tx, ticketId);
  await showAgentState(tx, noted.ticket, "withdrawn");
}

/** What was proposed on a ticket before it joined stands again, unless the conversation moved on. */
async function restore(tx: Ctx, ticketId: number): Promise<void> {
  const [newest] = await tx.db.execute<{ id: number; upTo: number }>(sql`
    select id::float8 as id, up_to_event_id::float8 as "upTo"
    from suggestion where ticket_id = ${ticketId} and kind <> 'triage'
      and not exists (select from incident_notice where suggestion_id = suggestion.id)
    order by id desc limit 1`);
  if (!newest || (await movesSince(tx, ticketId, newest.upTo)).length > 0) return;
  await changeStatus(tx, { ticketId, id: newest.id }, { from: "superseded", to: "open" });
}
