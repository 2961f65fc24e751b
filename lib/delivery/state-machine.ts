/** A reply, state by state, from the undo window to the other system, one transaction a step. */
import { and, eq, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import { delivery, ticketEvent } from "#db/schema/tickets";
import { type OutgoingBody, outgoingKinds } from "#lib/connectors/model";
import { credentialsById } from "#lib/connectors/queries";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { type AuditAction, SendOutcome } from "#lib/platform/model";
import type { LockedTicket } from "#lib/tickets/change";
import { lockTicket } from "#lib/tickets/lock";
import { countUndelivered, sendAt } from "#lib/tickets/outbox";
import { approvalOf } from "./approval";
import { nextWait } from "./attempts";

export const DeliveryInput = z.object({ eventId: z.number().int() });
export const OutcomeInput = DeliveryInput.extend({
  /** Which attempt it was; what an overtaken one has to say no longer counts. Null: the job itself was given up. */
  attempt: z.number().int().nullable(),
  outcome: SendOutcome,
});

/** A reply taken up: what is to be sent, where to, and which attempt it is. */
export type Claimed = { attempt: number; address: { url: string; secrets: string[] }; body: OutgoingBody };

/** How long a reply waits for an earlier one of its ticket before it looks again, in milliseconds. */
const retryAfter = 2000;

type DeliveryRow = typeof delivery.$inferSelect;

/** Within the caller's transaction. */
export async function claim(tx: Ctx, { eventId }: { eventId: number }): Promise<Claimed | null> {
  const held = await lockPending(tx, eventId);
  if (!held) return null;
  const { row, ticket } = held;
  if (await hasEarlier(tx, row)) {
    await sendAt(tx, eventId, new Date(tx.now().getTime() + retryAfter));
    return null;
  }
  const credentials = await credentialsById(tx, ticket.source);
  if (!credentials?.outgoingUrl || !outgoingKinds.includes(credentials.kind) || ticket.externalId === null) {
    await change(tx, row, { status: "recorded" });
    return null;
  }
  const attempt = row.attempts + 1;
  const taken = await change(tx, row, { status: "sending", connectorId: credentials.id, attempts: attempt });
  const body = await bodyOf(tx, eventId, ticket);
  const reason = body ? null : "No person approved this reply, so it is not sent.";
  const revoked = credentials.secrets.length === 0 ? `The secret of ${credentials.name} was revoked.` : null;
  const obstacle = credentials.enabled ? (revoked ?? reason) : `${credentials.name} is switched off.`;
  if (obstacle || !body) {
    await giveUp(tx, taken, obstacle ?? "");
    return null;
  }
  return { attempt, address: { url: credentials.outgoingUrl, secrets: credentials.secrets }, body };
}

/** Within the caller's transaction. */
export async function recordOutcome(tx: Ctx, { eventId, attempt, outcome }: z.output<typeof OutcomeInput>) {
  const held = await lockPending(tx, eventId);
  if (!held || (attempt !== null && held.row.attempts !== attempt)) return;
  const { row } = held;
  if (outcome.outcome === "delivered") {
    await change(tx, row, { status: "sent", sentAt: tx.now(), lastError: null });
    return note(tx, row, "ticket.reply_sent");
  }
  const wait = nextWait(row.attempts, outcome);
  if (wait === null) return giveUp(tx, row, outcome.reason);
  const dueAt = new Date(tx.now().getTime() + wait);
  await change(tx, row, { lastError: outcome.reason, dueAt });
  await sendAt(tx, eventId, dueAt);
}

async function giveUp(tx: Ctx, row: DeliveryRow, lastError: string): Promise<void> {
  await change(tx, row, { status: "failed", lastError });
  await countUndelivered(tx, 1);
  await note(tx, row, "ticket.reply_failed", lastError);
}

/** The reply and its ticket, both locked; null when it was withdrawn or nothing is left to do. */
async function lockPending(
  tx: Ctx,
  eventId: number,
): Promise<{ row: DeliveryRow; ticket: LockedTicket } | null> {
  const ofEvent = tx.db.select().from(delivery).where(eq(delivery.eventId, eventId));
  const [found] = await ofEvent;
  if (!found) throw new AppError("not_found", `There is no reply ${eventId}.`);
  const ticket = await lockTicket(tx, found.ticketId);
  const [row = found] = await ofEvent.for("update");
  return row.status === "waiting" || row.status === "sending" ? { row, ticket } : null;
}

async function hasEarlier(tx: Ctx, { id, ticketId }: DeliveryRow): Promise<boolean> {
  const [earlier] = await tx.db
    .select({ id: delivery.id })
    .from(delivery)
    .where(
      and(
        eq(delivery.ticketId, ticketId),
        lt(delivery.id, id),
        inArray(delivery.status, ["waiting", "sending"]),
      ),
    )
    .limit(1);
  return earlier !== undefined;
}

async function bodyOf(tx: Ctx, eventId: number, ticket: LockedTicket): Promise<OutgoingBody | null> {
  const [event] = await tx.db.select().from(ticketEvent).where(eq(ticketEvent.id, eventId));
  const approval = event && (await approvalOf(tx, event));
  if (!event || !approval) return null;
  const { VIGIL_URL } = env();
  return {
    type: "reply",
    // The time tells apart installations that number their events alike.
    id: `reply_${eventId}_${event.at.getTime().toString(36)}`,
    at: event.at.toISOString(),
    ticket: {
      id: ticket.externalId ?? "",
      number: ticket.id,
      subject: ticket.subject,
      ...(VIGIL_URL && { url: new URL(`/inbox?ticket=${ticket.id}`, VIGIL_URL).href }),
    },
    text: event.body,
    ...approval,
  };
}

async function change(tx: Ctx, row: DeliveryRow, values: Partial<DeliveryRow>): Promise<DeliveryRow> {
  const [after = row] = await tx.db.update(delivery).set(values).where(eq(delivery.id, row.id)).returning();
  await publishChange(tx, "ticket", row.ticketId, { delivery: row.eventId });
  return after;
}

async function note(tx: Ctx, row: DeliveryRow, action: AuditAction, reason?: string): Promise<void> {
  const { eventId, connectorId, attempts, ticketId } = row;
  await recordAudit(tx, {
    action,
    entity: "ticket",
    entityId: ticketId,
    after: { eventId, connectorId, attempts, ...(reason && { reason }) },
  });
}
