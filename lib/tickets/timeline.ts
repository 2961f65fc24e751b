/** The one writer of timelines: events, ticket rows and all that follows from them, for many tickets at once as for one. */

import { eq, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { recordAudit } from "#lib/platform/audit";
import { publishChanges } from "#lib/platform/changes";
import type { Actor, Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditAction } from "#lib/platform/model";
import type { LockedTicket, TicketChange, WrittenEvent } from "./change";
import {
  type AppendOptions,
  applyConsequences,
  countBadges,
  indexWords,
  updateTickets,
} from "./consequences";
import { besideTickets, keepBeside, ringsAt, termsFor, withDueTimes } from "./due-times";
import type { EventContent, NewContent } from "./event";
import { foldEvent } from "./fold";
import { changeOf } from "./folding";
import { hold } from "./lock";
import type { ActorKind, AgentState, Ticket } from "./model";

/** An event to append; who did it and when default to the context's actor and clock. */
export type NewEvent = NewContent & {
  at?: Date;
  actorKind?: ActorKind;
  actorId?: string | null;
  actorName?: string;
  body?: string;
  source?: string;
  externalId?: string | null;
};

/**
 * Events for one ticket; `isNew` when its row was made for the first of them and counts nowhere yet. `asker` where
 * another one asks from now on.
 */
export type Entry = {
  row: LockedTicket;
  isNew: boolean;
  event: NewEvent;
  asker?: Pick<Ticket, "customerId"> & { contactId: number | null };
};

/** A ticket after an event; `eventId` is null when the pair (source, externalId) was already on a timeline. */
export type Appended = { ticket: LockedTicket; eventId: number };

/**
 * Appends an event to a locked ticket and carries out what follows from it. `null` when the pair
 * (source, externalId) is already on a timeline.
 */
export async function appendEvent(
  tx: Ctx,
  row: LockedTicket,
  event: NewEvent,
  options: AppendOptions,
): Promise<Appended | null> {
  const [appended] = await appendEvents(tx, [{ row, isNew: false, event }], options);
  return appended ?? null;
}

/** An event of the desk's own can be no duplicate. */
export function written(appended: Appended | null): Appended {
  if (!appended) throw new AppError("unavailable", "The change was not stored. Try again.");
  return appended;
}

/** Appends events to locked tickets with a fixed number of statements; a null for each repeated one. */
export async function appendEvents(
  tx: Ctx,
  entries: Entry[],
  options: AppendOptions,
): Promise<(Appended | null)[]> {
  if (entries.length === 0) return [];
  const known = entries.filter(({ isNew }) => !isNew).map(({ row }) => row.id);
  const [events, besides, terms] = await Promise.all([
    insertEvents(tx, entries),
    besideTickets(tx, known),
    termsFor(
      tx,
      entries.map(({ row, asker }) => ({ ...row, ...asker })),
    ),
  ]);
  const changes: TicketChange[] = [];
  for (const [index, entry] of entries.entries()) {
    // All events of a ticket are taken with its first entry.
    if (entries.findIndex(({ row }) => row.id === entry.row.id) !== index) continue;
    const own = events.filter((event) => event?.ticketId === entry.row.id).filter((event) => event !== null);
    const beside = besides.get(entry.row.id) ?? { clocks: [], commitments: [] };
    if (own.length > 0)
      changes.push(await changeOf(tx, { ...entry, beside, terms: terms(entry.row.id) }, own, options));
  }
  // Sent in this order without waiting: the words are read from the rows as updated.
  await Promise.all([
    updateTickets(tx, changes),
    keepBeside(
      tx,
      changes.flatMap(({ after, beside }) => (beside ? [{ ticketId: after.id, ...beside }] : [])),
    ),
    indexWords(tx, changes),
    applyConsequences(tx, changes, options),
  ]);
  const after = new Map(changes.map((change) => [change.after.id, change.after]));
  return entries.map(({ row }, index) => {
    const event = events[index];
    return event ? { ticket: after.get(row.id) ?? row, eventId: event.id } : null;
  });
}

/** The row a ticket begins with: what its first event makes of it. */
export async function openingRow(tx: Ctx, event: NewEvent, customerId: number | null) {
  const terms = await termsFor(tx, [{ id: 0, customerId }]);
  const folded = foldEvent(terms(0), null, { ...completed(tx, null, event), id: 0 });
  return { ...folded.state, ringsAt: ringsAt(folded.state, { ...folded, commitments: [] }) };
}

/** Sets what the list shows of the agent's work; counts the badge and tells the browsers. */
export async function setAgentState(
  tx: Ctx,
  before: LockedTicket,
  agentState: AgentState,
): Promise<LockedTicket> {
  const after = { ...before, agentState };
  if (before.agentState === agentState) return after;
  hold(tx, after);
  const shown = tx.db.update(ticket).set({ agentState }).where(eq(ticket.id, before.id)).getSQL();
  await Promise.all([
    countBadges(tx, [{ before, after, events: [] }], shown),
    publishChanges(tx, [{ topic: "ticket", ticketId: after.id, data: { agentState } }]),
  ]);
  return after;
}

/** Sets or clears the follow-up apart from any event, and with it what is due first. */
export async function setFollowUp(
  tx: Ctx,
  before: LockedTicket,
  followUp: Pick<Ticket, "followUpAt" | "followUpReason">,
  action: AuditAction,
): Promise<LockedTicket> {
  const besides = await besideTickets(tx, [before.id]);
  const beside = besides.get(before.id) ?? { clocks: [], commitments: [] };
  const after = withDueTimes({ ...before, ...followUp, version: before.version + 1 }, beside);
  await Promise.all([
    updateTickets(tx, [{ before, after, events: [] }]),
    recordAudit(tx, {
      action,
      entity: "ticket",
      entityId: after.id,
      before: { dueAt: before.followUpAt, dueReason: before.followUpReason },
      after: { dueAt: after.followUpAt, dueReason: after.followUpReason },
    }),
    publishChanges(tx, [{ topic: "ticket", ticketId: after.id, data: { dueAt: after.dueAt } }]),
  ]);
  return after;
}

type CompleteEvent = EventContent & Required<Omit<NewEvent, "kind" | "data">>;

/** What is done in the desk happens after everything the ticket has seen, even when a sender's clock runs ahead. */
function completed(tx: Ctx, before: LockedTicket | null, input: NewEvent): CompleteEvent {
  const now = tx.now();
  return {
    at: before && before.lastEventAt > now ? before.lastEventAt : now,
    actorKind: actorKindOf(tx.actor),
    actorId: tx.actor.id,
    actorName: tx.actor.name,
    body: "",
    data: {},
    source: "desk",
    externalId: null,
    ...input,
  };
}

/** The events as written, in the order given; null for one that already stood on a timeline. */
async function insertEvents(tx: Ctx, entries: Entry[]): Promise<(WrittenEvent | null)[]> {
  const events = entries.map(({ row, isNew, event }) => ({
    ...completed(tx, isNew ? null : row, event),
    ticketId: row.id,
    isPublic: event.kind === "customer_message" || event.kind === "analyst_reply",
    recordedAt: tx.now(),
  }));
  const rows = await tx.db.execute<Pick<WrittenEvent, "id" | "source" | "externalId">>(
    insertRows(
      ticketEvent,
      events,
      sql`on conflict do nothing returning id::float8 as id, source, external_id as "externalId"`,
    ),
  );
  // Rows come back in the order they were given, less those that stood there already.
  let next = 0;
  return events.map((event) => {
    const row = rows[next];
    if (!row || row.source !== event.source || row.externalId !== event.externalId) return null;
    next++;
    return { ...event, id: row.id };
  });
}

function actorKindOf(actor: Actor): ActorKind {
  if (actor.kind === "user" || actor.kind === "api_key") return "analyst";
  return actor.kind === "agent" ? "agent" : "system";
}
