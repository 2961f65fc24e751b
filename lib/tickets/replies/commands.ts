/** Replies to customers: sent after their undo window, withdrawn within it, tried again when they could not be delivered. */
import { and, eq, sql } from "drizzle-orm";
import { user } from "#db/schema/team";
import { delivery, ticketEvent } from "#db/schema/tickets";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { recentSetting } from "#lib/settings/queries";
import { EventInput, ReplyInput } from "../inputs";
import { lockTicket, lockTicketOf } from "../lock";
import { countUndelivered, doNotSendAt, sendAt } from "../outbox";
import { undoSeconds } from "../rules";
import { type Appended, appendEvent, written } from "../timeline";
import { refuseUnseen } from "../unseen";

/**
 * An answer to the customer. It is sent after the undo window; until then it can be withdrawn. Throws `unseen` when others wrote after `seenEventId`.
 */
export const reply = command("ticket.write", ReplyInput, async (tx, input): Promise<Appended> => {
  const { ticketId, text, suggestionId, version, seenEventId, timeZone } = input;
  const before = await lockTicket(tx, ticketId, version);
  await refuseUnseen(tx, ticketId, seenEventId);
  const data = { ...(suggestionId && { suggestionId }), ...(timeZone && { timeZone }) };
  const event = { kind: "analyst_reply", body: text, data } as const;
  const appended = written(await appendEvent(tx, before, event, { action: "ticket.reply" }));
  const dueAt = new Date(tx.now().getTime() + undoSeconds * 1000);
  const { eventId } = appended;
  await tx.db.insert(delivery).values({ eventId, ticketId, dueAt });
  await sendAt(tx, eventId, dueAt);
  return takeOver(tx, appended);
});

/** Whoever answers has the ticket, as far as the team wants it so. */
async function takeOver(tx: Ctx, appended: Appended): Promise<Appended> {
  const { ticket: row, eventId } = appended;
  if (tx.actor.kind !== "user" || row.assigneeId === tx.actor.id) return appended;
  const { assign: rule } = await recentSetting(tx, "desk.reply");
  if (rule === "never" || (rule === "unassigned" && row.assigneeId !== null)) return appended;
  const [colleague] = await tx.db.select({ id: user.id }).from(user).where(eq(user.id, tx.actor.id));
  if (!colleague) return appended;
  const data = { from: row.assigneeId, to: tx.actor.id, because: eventId };
  const after = written(
    await appendEvent(tx, row, { kind: "assignment", data }, { action: "ticket.assign" }),
  );
  return { ticket: after.ticket, eventId };
}

/** Takes a reply back before it was sent; `conflict` once it is on its way. */
export const withdrawReply = command(
  "ticket.write",
  EventInput,
  async (tx, { eventId }): Promise<Appended> => {
    const before = await lockTicketOf(tx, eventId);
    const [taken] = await tx.db
      .update(delivery)
      .set({ status: "withdrawn" })
      .where(and(eq(delivery.eventId, eventId), eq(delivery.status, "waiting")))
      .returning();
    if (!taken) throw new AppError("conflict", "The reply has already been sent.");
    await doNotSendAt(tx, eventId, taken.dueAt);
    const brought = await tx.db
      .select({ id: ticketEvent.id })
      .from(ticketEvent)
      .where(
        and(eq(ticketEvent.ticketId, before.id), sql`${ticketEvent.data}->>'because' = ${String(eventId)}`),
      );
    let taking = { ticket: before, eventId };
    for (const id of [...brought.map((event) => event.id), eventId])
      taking = written(
        await appendEvent(
          tx,
          taking.ticket,
          { kind: "reply_withdrawn", data: { withdraws: id } },
          { action: "ticket.withdraw_reply" },
        ),
      );
    return taking;
  },
);

/** Tries a reply again that could not be delivered; `conflict` for any other. */
export const retryReply = command("ticket.write", EventInput, async (tx, { eventId }): Promise<void> => {
  const { id: ticketId } = await lockTicketOf(tx, eventId);
  const dueAt = tx.now();
  const [failed] = await tx.db
    .update(delivery)
    .set({ status: "sending", attempts: 0, lastError: null, dueAt })
    .where(and(eq(delivery.eventId, eventId), eq(delivery.status, "failed")))
    .returning();
  if (!failed) throw new AppError("conflict", "This reply is not one that could not be delivered.");
  await sendAt(tx, eventId, dueAt);
  await countUndelivered(tx, -1);
  await recordAudit(tx, {
    action: "ticket.retry_reply",
    entity: "ticket",
    entityId: ticketId,
    after: { eventId },
  });
  await publishChange(tx, "ticket", ticketId, { delivery: eventId });
});
