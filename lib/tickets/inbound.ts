/** Brings events from outside to their tickets: finds or opens them, and tells a new event from a repeated one. */
import { asc, inArray } from "drizzle-orm";
import { queue, ticket, ticketEvent } from "#db/schema/index";
import type { InboundEvent } from "#lib/connectors/model";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AppendOptions, LockedTicket } from "./consequences";
import { isHtml, plainText } from "./message/plain-text";
import { isOneOf, meetCustomers, openTickets, outsideKey } from "./opening";
import { appendEvents, type Entry, type NewEvent } from "./timeline";

/** Where an inbound event stands now; `isDuplicate` when it already stood there. */
export type Recorded = { ticketId: number; eventId: number; isDuplicate: boolean };

/** An inbound event with the keys of the rows it is about. */
type Arrival = { input: InboundEvent; eventKey: string; ticketKey: string; event: NewEvent };

/**
 * Puts events on their tickets' timelines, in the order given, with a number of statements that does not
 * grow with theirs. Throws `unprocessable` for an unknown queue, `conflict` when an event's id was already
 * used on another ticket; then nothing is kept.
 */
export async function bringIn(tx: Ctx, inputs: InboundEvent[], options: AppendOptions): Promise<Recorded[]> {
  const arrivals = await arrive(tx, inputs);
  // Sent together; what another sender commits while the locks are waited for is found by the insert.
  const [found, known] = await Promise.all([lockTickets(tx, arrivals), knownEvents(tx, arrivals)]);
  const fresh = firstOfEach(arrivals.filter(({ eventKey }) => !known.has(eventKey)));
  const entries = await housed(tx, fresh, found);
  const appended = await appendEvents(tx, entries, options);
  const written = new Map(
    fresh.map(({ eventKey }, index) => [eventKey, appended[index]] as const).filter(([, event]) => event),
  );
  const repeated = fresh.filter(({ eventKey }) => !written.has(eventKey));
  for (const [key, place] of await knownEvents(tx, repeated)) known.set(key, place);
  refuseEmptyTickets(entries, appended);
  return arrivals.map(({ eventKey }) => {
    const event = written.get(eventKey);
    const place = known.get(eventKey) ?? (event && { ticketId: event.ticket.id, eventId: event.eventId });
    if (!place) throw lost();
    // The first mention of an event is the new one, a second in the same batch its repetition.
    known.set(eventKey, place);
    return { ...place, isDuplicate: !written.delete(eventKey) };
  });
}

/** Each arrival with its ticket's row: locked, opened for it, or opened by somebody else a moment ago. */
async function housed(tx: Ctx, fresh: Arrival[], found: Map<string, LockedTicket>): Promise<Entry[]> {
  const customers = await meetCustomers(
    tx,
    fresh.flatMap(({ input, ticketKey }) =>
      input.customer && !found.get(ticketKey)?.customerId
        ? [{ ...input.customer, source: input.source }]
        : [],
    ),
  );
  const customerOf = ({ source, customer }: InboundEvent) =>
    (customer && customers.get(outsideKey(source, customer.externalId))) ?? null;
  const homeless = fresh.filter(({ ticketKey }) => !found.has(ticketKey));
  const opened = await openTickets(
    tx,
    homeless.map(({ input, event }) => ({
      source: input.source,
      externalId: input.ticketExternalId,
      customerId: customerOf(input),
      event,
    })),
  );
  const raced = await lockTickets(
    tx,
    homeless.filter(({ ticketKey }) => !opened.has(ticketKey)),
  );
  return fresh.map(({ input, ticketKey, event }) => {
    const row = opened.get(ticketKey) ?? found.get(ticketKey) ?? raced.get(ticketKey);
    if (!row) throw lost();
    const customerId = row.customerId ?? customerOf(input);
    return { row: { ...row, customerId }, isNew: opened.has(ticketKey), event };
  });
}

/** Locks in the order of ids, so that two batches never wait for each other in a circle. */
async function lockTickets(tx: Ctx, arrivals: Arrival[]): Promise<Map<string, LockedTicket>> {
  if (arrivals.length === 0) return new Map();
  const pairs = arrivals.map(({ input }) => ({ source: input.source, externalId: input.ticketExternalId }));
  const rows = await tx.db
    .select()
    .from(ticket)
    .where(isOneOf([ticket.source, ticket.externalId], pairs))
    .orderBy(asc(ticket.id))
    .for("update");
  return new Map(rows.map((row) => [outsideKey(row.source, row.externalId), row]));
}

async function knownEvents(tx: Ctx, arrivals: Arrival[]) {
  const places = new Map<string, { ticketId: number; eventId: number }>();
  if (arrivals.length === 0) return places;
  const rows = await tx.db
    .select({
      eventId: ticketEvent.id,
      ticketId: ticketEvent.ticketId,
      source: ticketEvent.source,
      externalId: ticketEvent.externalId,
    })
    .from(ticketEvent)
    .where(
      isOneOf(
        [ticketEvent.source, ticketEvent.externalId],
        arrivals.map(({ input }) => input),
      ),
    );
  for (const { eventId, ticketId, source, externalId } of rows)
    places.set(outsideKey(source, externalId), { ticketId, eventId });
  return places;
}

async function arrive(tx: Ctx, inputs: InboundEvent[]): Promise<Arrival[]> {
  const queues = await queueIds(tx, inputs);
  return inputs.map((input) => ({
    input,
    eventKey: outsideKey(input.source, input.externalId),
    ticketKey: outsideKey(input.source, input.ticketExternalId),
    event: toNewEvent(input, queues),
  }));
}

function toNewEvent(input: InboundEvent, queues: Map<string, number>): NewEvent {
  const { kind, at, actorKind, actorId, actorName, source, externalId } = input;
  const body = isHtml(input.body) ? plainText(input.body) : input.body;
  const { queueKey, ...said } = input.ticket;
  const opening = { ...said, ...(queueKey && { queueId: queues.get(queueKey) }) };
  const data = { ...input.data, opening };
  return { kind, at, actorKind, actorId, actorName, body, data, source, externalId };
}

async function queueIds(tx: Ctx, inputs: InboundEvent[]): Promise<Map<string, number>> {
  const keys = new Set(inputs.flatMap(({ ticket: { queueKey } }) => (queueKey ? [queueKey] : [])));
  if (keys.size === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(queue)
    .where(inArray(queue.key, [...keys]));
  const ids = new Map(rows.map(({ key, id }) => [key, id]));
  const unknown = [...keys].find((key) => !ids.has(key));
  if (unknown === undefined) return ids;
  const message = `There is no queue "${unknown}".`;
  throw new AppError("unprocessable", message, { fields: [{ field: "ticket.queue", message }] });
}

function firstOfEach(arrivals: Arrival[]): Arrival[] {
  const seen = new Set<string>();
  return arrivals.filter(({ eventKey }) => !seen.has(eventKey) && seen.add(eventKey));
}

/** A ticket opened for an event that turns out to stand on another one would stay without a timeline. */
function refuseEmptyTickets(entries: Entry[], appended: unknown[]): void {
  const filled = new Set(entries.filter((_, index) => appended[index]).map(({ row }) => row.id));
  const empty = entries.find(({ row, isNew }) => isNew && !filled.has(row.id));
  if (!empty) return;
  const { externalId } = empty.event;
  throw new AppError("conflict", `The id ${externalId} was already used on another ticket.`, { externalId });
}

function lost(): AppError {
  return new AppError("unavailable", "The event was neither stored nor found. Send it again.");
}
