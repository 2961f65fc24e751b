/** Brings events from outside to their tickets: finds or opens them, and tells a new event from a repeated one. */
import { asc, inArray, sql } from "drizzle-orm";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { type Arrival, arrive, namedIn } from "./arrival";
import { newAskers } from "./asker";
import type { LockedTicket } from "./change";
import type { AppendOptions } from "./consequences";
import type { EventContent } from "./event";
import { keepFiles } from "./files";
import type { InboundEvent } from "./inbound-event";
import { isActive } from "./model";
import { isOneOf, openTickets, outsideKey } from "./opening";
import { echoed, ownReply, retold, saysTheSame } from "./retold";
import { typed } from "./stored-event";
import { appendEvents, type Entry, type NewEvent } from "./timeline";

/** Where an inbound event stands now; `isDuplicate` when it already stood there. */
export type RecordedEvent = { ticketId: number; eventId: number; isDuplicate: boolean };

/**
 * Puts events on their tickets' timelines, in the order given, with a number of statements that does not
 * grow with theirs. What is told of one event several times comes one after the other. Throws `conflict` when
 * an event's id was already used on another ticket, `unprocessable` for a deletion of what is not here; then nothing is
 * kept.
 */
export async function ingestEvents(
  tx: Ctx,
  inputs: InboundEvent[],
  options: AppendOptions,
): Promise<RecordedEvent[]> {
  const named = await namedIn(tx, inputs);
  const results = new Map<number, RecordedEvent>();
  let left = inputs.map((input, place) => ({ place, arrival: arrive(input, named) }));
  while (left.length > 0) {
    const seen = new Set<string>();
    const round = left.filter(({ arrival }) => !seen.has(arrival.eventKey) && seen.add(arrival.eventKey));
    const recorded = await ingestOnce(
      tx,
      round.map(({ arrival }) => arrival),
      options,
    );
    recorded.forEach((one, index) => {
      results.set(round[index]?.place ?? 0, one);
    });
    left = left.filter((one) => !round.includes(one));
  }
  return inputs.flatMap((_, place) => results.get(place) ?? []);
}

/** Each event of `arrivals` is told of once. */
async function ingestOnce(tx: Ctx, arrivals: Arrival[], options: AppendOptions): Promise<RecordedEvent[]> {
  // Sent together; what another sender commits while the locks are waited for is found by the insert.
  const [found, known] = await Promise.all([lockTickets(tx, arrivals), knownEvents(tx, arrivals)]);
  const again = await toldAgain(tx, arrivals, { found, known }, options);
  const fresh = arrivals.flatMap(({ event, ...arrival }) =>
    event && !known.has(arrival.eventKey) ? [{ ...arrival, event }] : [],
  );
  const entries = [...(await assignTickets(tx, fresh, found, options)), ...again];
  const appended = await appendEvents(tx, entries, options);
  const written = new Map<string, RecordedEvent>();
  [...fresh, ...again].forEach(({ eventKey }, index) => {
    const event = appended[index];
    if (event)
      written.set(eventKey, { ticketId: event.ticket.id, eventId: event.eventId, isDuplicate: false });
  });
  for (const { eventKey, files } of arrivals) {
    const place = written.get(eventKey);
    if (place) await keepFiles(tx, place.ticketId, files);
  }
  const repeated = fresh.filter(({ eventKey }) => !written.has(eventKey));
  for (const [key, place] of await knownEvents(tx, repeated)) known.set(key, place);
  refuseEmptyTickets(entries, appended);
  return arrivals.map(({ eventKey, input }) => {
    const place = known.get(eventKey);
    const recorded = written.get(eventKey) ?? (place && { ...placeOf(place), isDuplicate: true });
    if (!recorded) throw input.kind === "message_deleted" ? unknownMessage(input) : lost();
    return recorded;
  });
}

/** What is told of known events and says something new, each with its ticket; our own replies that come back become known. */
async function toldAgain(
  tx: Ctx,
  arrivals: Arrival[],
  { found, known }: { found: Map<string, LockedTicket>; known: Map<string, KnownEvent> },
  { runsAgent = true }: AppendOptions,
): Promise<(Entry & { eventKey: string })[]> {
  const about = arrivals.flatMap((arrival) => {
    const row = found.get(arrival.ticketKey);
    return row && mayBeNews(arrival.input, row, known.get(arrival.eventKey)) ? [{ ...arrival, row }] : [];
  });
  if (about.length === 0) return [];
  const ids = [...new Set(about.map(({ row }) => row.id))];
  const rows = await tx.db
    .select()
    .from(ticketEvent)
    .where(inArray(ticketEvent.ticketId, ids))
    .orderBy(asc(ticketEvent.id));
  const all = rows.map(typed);
  return about.flatMap(({ input, row, eventKey }) => {
    const events = all.filter(({ ticketId }) => ticketId === row.id);
    const place = known.get(eventKey);
    if (!place) {
      const own = events.find(({ id, kind }) => id === ownReply(input.externalId) && kind === input.kind);
      const echo = own ?? echoed(input, events);
      if (echo) known.set(eventKey, { ...echo, ticketId: row.id, isEdited: false });
      return [];
    }
    const original = events.find(({ id }) => id === place.id);
    const isFinished = runsAgent && !isActive(row.status);
    const event = original && retold(input, original, { events, isFinished, now: tx.now() });
    return event ? [{ row, isNew: false, event, eventKey }] : [];
  });
}

/** Whether the timeline has to be read: told again and different, still firing on a finished ticket, or perhaps our own reply. */
function mayBeNews(input: InboundEvent, row: LockedTicket, known: KnownEvent | undefined): boolean {
  if (!known) return input.kind === "analyst_reply";
  if (known.ticketId !== row.id) return false;
  if (input.kind === "message_deleted" || known.isEdited || !saysTheSame(input, known)) return true;
  return input.kind === "alert_firing" && !isActive(row.status);
}

function placeOf({ ticketId, id }: KnownEvent) {
  return { ticketId, eventId: id };
}

/** Each arrival with its ticket's row: locked, opened for it, or opened by somebody else a moment ago. */
async function assignTickets(
  tx: Ctx,
  fresh: (Arrival & { event: NewEvent })[],
  found: Map<string, LockedTicket>,
  { runsAgent = true }: AppendOptions,
): Promise<Entry[]> {
  const told = fresh.map(({ input: { source, customer }, ticketKey }) => ({
    ticketKey,
    card: customer && { ...customer, isVerified: customer.verified, source },
  }));
  const askers = await newAskers(tx, told, found, { renews: runsAgent });
  const unassigned = fresh.filter(({ ticketKey }) => !found.has(ticketKey));
  const opened = await openTickets(
    tx,
    unassigned.map(({ input, ticketKey, event }) => ({
      source: input.source,
      externalId: input.ticketExternalId,
      ...(askers.get(ticketKey) ?? { customerId: null, contactId: null }),
      event,
    })),
  );
  const raced = await lockTickets(
    tx,
    unassigned.filter(({ ticketKey }) => !opened.has(ticketKey)),
  );
  const late = raced.size > 0 ? await newAskers(tx, told, raced, { renews: false }) : askers;
  return fresh.map(({ ticketKey, event }) => {
    const row = opened.get(ticketKey) ?? found.get(ticketKey) ?? raced.get(ticketKey);
    if (!row) throw lost();
    const asker = (raced.has(ticketKey) ? late : askers).get(ticketKey);
    return { row, isNew: opened.has(ticketKey), event, ...(asker && { asker }) };
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
    .for("no key update");
  return new Map(rows.map((row) => [outsideKey(row.source, row.externalId), row]));
}

type KnownEvent = EventContent & {
  id: number;
  ticketId: number;
  body: string;
  /** True when another version stands in its place. */
  isEdited: boolean;
};

async function knownEvents(tx: Ctx, arrivals: Arrival[]): Promise<Map<string, KnownEvent>> {
  if (arrivals.length === 0) return new Map();
  const rows = await tx.db
    .select({
      id: ticketEvent.id,
      ticketId: ticketEvent.ticketId,
      source: ticketEvent.source,
      externalId: ticketEvent.externalId,
      kind: ticketEvent.kind,
      body: ticketEvent.body,
      data: ticketEvent.data,
      isEdited: sql<boolean>`exists (
        select from ticket_event as edit where edit.ticket_id = "ticket_event"."ticket_id"
        and edit.data->>'edits' = "ticket_event"."id"::text
      )`,
    })
    .from(ticketEvent)
    .where(
      isOneOf(
        [ticketEvent.source, ticketEvent.externalId],
        arrivals.map(({ input }) => ({
          source: input.source,
          externalId: input.deletes ?? input.externalId,
        })),
      ),
    );
  return new Map(rows.map((row) => [outsideKey(row.source, row.externalId), typed(row)]));
}

/** A ticket opened for an event that turns out to stand on another one would stay without a timeline. */
function refuseEmptyTickets(entries: Entry[], appended: unknown[]): void {
  const filled = new Set(entries.filter((_, index) => appended[index]).map(({ row }) => row.id));
  const empty = entries.find(({ row, isNew }) => isNew && !filled.has(row.id));
  if (!empty) return;
  const { externalId } = empty.event;
  throw new AppError("conflict", `The id ${externalId} was already used on another ticket.`, { externalId });
}

function unknownMessage({ deletes }: InboundEvent): AppError {
  const message = `There is no message "${deletes}" to delete.`;
  return new AppError("unprocessable", message, { fields: [{ field: "id", message }] });
}

function lost(): AppError {
  return new AppError("unavailable", "The event was neither stored nor found. Send it again.");
}
