/** Brings an event from outside to its ticket: finds or opens it, and tells a new event from a repeated one. */
import { and, eq } from "drizzle-orm";
import { queue, ticket, ticketEvent } from "#db/schema/index";
import type { InboundEvent } from "#lib/connectors/model";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AppendOptions, LockedTicket } from "./consequences";
import { appendEvent, meetCustomer, type NewEvent, openWithEvent } from "./timeline";

/** Where an inbound event stands now; `isDuplicate` when it already stood there. */
export type Recorded = { ticketId: number; eventId: number; isDuplicate: boolean };

/** Puts the event on its ticket's timeline. Throws `unprocessable` for an unknown queue. */
export async function bringIn(tx: Ctx, input: InboundEvent, options: AppendOptions): Promise<Recorded> {
  const found = await lockExternal(tx, input);
  const known = found ? null : await knownEvent(tx, input);
  if (known) return known;
  const event = await toNewEvent(tx, input);
  const opened = found ? null : await open(tx, input, event, options);
  if (opened) return { ticketId: opened.ticket.id, eventId: opened.eventId, isDuplicate: false };
  const before = found ?? (await lockExternal(tx, input));
  if (!before) throw lost();
  const appended = await appendEvent(tx, await introduced(tx, before, input), event, options);
  if (appended) return { ticketId: before.id, eventId: appended.eventId, isDuplicate: false };
  const repeated = await knownEvent(tx, input);
  if (!repeated) throw lost();
  return repeated;
}

async function lockExternal(
  tx: Ctx,
  { source, ticketExternalId }: InboundEvent,
): Promise<LockedTicket | undefined> {
  const [row] = await tx.db
    .select()
    .from(ticket)
    .where(and(eq(ticket.source, source), eq(ticket.externalId, ticketExternalId)))
    .for("update");
  return row;
}

async function knownEvent(tx: Ctx, { source, externalId }: InboundEvent): Promise<Recorded | null> {
  const [row] = await tx.db
    .select({ eventId: ticketEvent.id, ticketId: ticketEvent.ticketId })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.source, source), eq(ticketEvent.externalId, externalId)));
  return row ? { ...row, isDuplicate: true } : null;
}

/** Null when another sender opened the ticket at the same moment. */
async function open(tx: Ctx, input: InboundEvent, event: NewEvent, options: AppendOptions) {
  const { source, ticketExternalId: externalId, customer } = input;
  const customerId = customer ? await meetCustomer(tx, source, customer) : null;
  return openWithEvent(tx, { source, externalId, customerId }, event, options);
}

/** A ticket learns who its customer is from the first event that says so. */
async function introduced(
  tx: Ctx,
  before: LockedTicket,
  { source, customer }: InboundEvent,
): Promise<LockedTicket> {
  if (before.customerId !== null || customer === null) return before;
  const customerId = await meetCustomer(tx, source, customer);
  await tx.db.update(ticket).set({ customerId }).where(eq(ticket.id, before.id));
  return { ...before, customerId };
}

async function toNewEvent(tx: Ctx, input: InboundEvent): Promise<NewEvent> {
  const { kind, at, actorKind, actorId, actorName, body, source, externalId } = input;
  const { queueKey, ...said } = input.ticket;
  const opening = queueKey ? { ...said, queueId: await queueIdOf(tx, queueKey) } : said;
  return {
    kind,
    at,
    actorKind,
    actorId,
    actorName,
    body,
    data: { ...input.data, opening },
    source,
    externalId,
  };
}

async function queueIdOf(tx: Ctx, key: string): Promise<number> {
  const [row] = await tx.db.select({ id: queue.id }).from(queue).where(eq(queue.key, key));
  if (row) return row.id;
  throw new AppError("unprocessable", `There is no queue "${key}".`, {
    fields: [{ field: "ticket.queue", message: `There is no queue "${key}".` }],
  });
}

function lost(): AppError {
  return new AppError("unavailable", "The event was neither stored nor found. Send it again.");
}
