/** Messages about an incident that a person approved, each in the words they read, go out by the tickets' own way; the rest is put away. */
import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { customer } from "#db/schema/customers";
import { incidentNotice } from "#db/schema/major";
import { suggestion } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { decideOnce } from "#lib/suggestions/deciding";
import { movesSince } from "#lib/tickets/moved-on";
import { openTickets, outsideKey } from "#lib/tickets/opening";
import { appendEvents, written } from "#lib/tickets/timeline";
import { ticketWritten } from "./advance";
import { type IncidentRow, proposeText } from "./members";
import type { RefuseInput, SendInput } from "./model";

/** How many went out, and which did not, each with why. */
export type Sent = { sent: number; held: { noticeId: number; why: string }[] };

type NoticeRow = typeof incidentNotice.$inferSelect;

/** Sends each message, or says why not; a message that was decided on before is held back. */
export async function send(
  tx: Ctx,
  row: IncidentRow,
  { notices }: z.output<typeof SendInput>,
): Promise<Sent> {
  const asked = await lockNotices(
    tx,
    row.id,
    notices.map(({ id }) => id),
  );
  const outcome: Sent = { sent: 0, held: [] };
  // In the order of tickets, as everybody who locks several of them does.
  for (const notice of asked.toSorted((a, b) => (a.ticketId ?? 0) - (b.ticketId ?? 0))) {
    const text = notices.find(({ id }) => id === notice.id)?.text ?? "";
    const why = await whyHeld(tx, notice);
    if (why) {
      outcome.held.push({ noticeId: notice.id, why });
      continue;
    }
    const suggestionId = notice.suggestionId ?? (await openFor(tx, row, notice));
    await decideOnce(tx, {
      suggestionId,
      verdict: "edit",
      finalText: text,
      mutationId: randomUUID(),
    });
    outcome.sent++;
  }
  return outcome;
}

/** Puts messages away: a proposal is rejected as not needed, one without a ticket is marked. */
export async function refuse(
  tx: Ctx,
  row: IncidentRow,
  { noticeIds }: z.output<typeof RefuseInput>,
): Promise<void> {
  for (const notice of await lockNotices(tx, row.id, noticeIds)) {
    if (notice.suggestionId !== null) {
      const [open] = await tx.db
        .select({ status: suggestion.status })
        .from(suggestion)
        .where(eq(suggestion.id, notice.suggestionId));
      if (open?.status === "open")
        await decideOnce(tx, {
          suggestionId: notice.suggestionId,
          verdict: "reject",
          reason: "not_needed",
          mutationId: randomUUID(),
        });
    } else
      await tx.db
        .update(incidentNotice)
        .set({ refusedAt: tx.now(), refusedBy: tx.actor.id })
        .where(eq(incidentNotice.id, notice.id));
  }
}

async function lockNotices(tx: Ctx, incidentId: number, ids: number[]): Promise<NoticeRow[]> {
  const rows = await tx.db
    .select()
    .from(incidentNotice)
    .where(and(eq(incidentNotice.incidentId, incidentId), inArray(incidentNotice.id, ids)))
    .orderBy(incidentNotice.id)
    .for("update");
  if (rows.length !== new Set(ids).size)
    throw new AppError("not_found", "One of these messages does not belong to this incident.");
  return rows;
}

/** Why a message may not go out now; null when it may. */
async function whyHeld(tx: Ctx, notice: NoticeRow): Promise<string | null> {
  if (notice.refusedAt) return "It was put away before.";
  if (notice.suggestionId === null) {
    if (notice.ticketId !== null) return "The conversation moved on.";
    const written = await ticketWritten(tx, notice);
    return written === null
      ? null
      : `They have written since: ticket #${written}. Let it join, and answer there.`;
  }
  const [proposal] = await tx.db.select().from(suggestion).where(eq(suggestion.id, notice.suggestionId));
  if (proposal?.status !== "open") return "It was decided on before, or the conversation moved on.";
  const since = await movesSince(tx, proposal.ticketId, proposal.upToEventId);
  return since.includes("customer_message") ? "The customer has written since: answer on the ticket." : null;
}

/** Who has not written gets a ticket of their own, by the way they write to us, with the message as its proposal. */
async function openFor(tx: Ctx, row: IncidentRow, notice: NoticeRow): Promise<number> {
  const [card] = await tx.db
    .select({ id: customer.id, source: customer.source })
    .from(customer)
    .where(eq(customer.id, notice.customerId ?? 0));
  if (!card) throw new AppError("conflict", "This customer is no longer known.");
  const externalId = `incident:${row.id}/customer:${card.id}`;
  const body = `Told of incident ${row.id} before they wrote. ${notice.why}`;
  const subject = row.service ? `Trouble with ${row.service}` : "Trouble with our service";
  const event = {
    kind: "note",
    body,
    data: { opening: { kind: "request", subject, service: row.service } },
  } as const;
  const opened = await openTickets(tx, [
    { source: card.source, externalId, customerId: card.id, contactId: card.id, event },
  ]);
  const made = opened.get(outsideKey(card.source, externalId));
  if (!made) throw new AppError("conflict", "This customer was told before.");
  const [appended = null] = await appendEvents(tx, [{ row: made, isNew: true, event }], {
    action: "ticket.open",
  });
  const { eventId } = written(appended);
  const suggestionId = await proposeText(tx, {
    ticketId: made.id,
    eventId,
    text: notice.text,
    why: notice.why,
    closes: false,
  });
  if (suggestionId === null) throw new AppError("conflict", "The message could not be prepared. Try again.");
  await tx.db
    .update(incidentNotice)
    .set({ ticketId: made.id, suggestionId })
    .where(eq(incidentNotice.id, notice.id));
  return suggestionId;
}
