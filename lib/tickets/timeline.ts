/** The one writer of timelines: events, ticket rows and all that follows from them, for many tickets at once as for one. */
import { eq, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { ticket, ticketEvent } from "#db/schema/index";
import { recordAudit } from "#lib/platform/audit";
import { publishChanges } from "#lib/platform/changes";
import type { Actor, Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { WorkHours } from "#lib/settings/model";
import { recentSetting } from "#lib/settings/queries";
import type { LockedTicket, TicketChange, WrittenEvent } from "./change";
import {
  type AppendOptions,
  carryOut,
  countBadges,
  indexWords,
  moveTimers,
  updateTickets,
} from "./consequences";
import { foldEvent, foldTimeline, type TicketState } from "./fold";
import { hold } from "./lock";
import { awaitsLook } from "./message/standing";
import {
  type ActorKind,
  type AgentState,
  type EventData,
  type EventKind,
  isActive,
  type Ticket,
} from "./model";
import { dropAnswered, dropResting } from "./proposals";
import { openAsks, standingEvents } from "./standing-events";

/** An event to append; who did it and when default to the context's actor and clock. */
export type NewEvent = {
  kind: EventKind;
  at?: Date;
  actorKind?: ActorKind;
  actorId?: string | null;
  actorName?: string;
  body?: string;
  data?: EventData;
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
  const events = await insertEvents(tx, entries);
  const changes: TicketChange[] = [];
  for (const [index, entry] of entries.entries()) {
    // All events of a ticket are taken with its first entry.
    if (entries.findIndex(({ row }) => row.id === entry.row.id) !== index) continue;
    const own = events.filter((event) => event?.ticketId === entry.row.id).filter((event) => event !== null);
    if (own.length > 0) changes.push(await changeOf(tx, entry, own, options));
  }
  // Sent in this order without waiting: the words are read from the rows as updated.
  await Promise.all([updateTickets(tx, changes), indexWords(tx, changes), carryOut(tx, changes, options)]);
  for (const change of changes) hold(tx, change.after);
  const after = new Map(changes.map((change) => [change.after.id, change.after]));
  return entries.map(({ row }, index) => {
    const event = events[index];
    return event ? { ticket: after.get(row.id) ?? row, eventId: event.id } : null;
  });
}

/** The row a ticket begins with: what its first event makes of it. */
export async function openingRow(tx: Ctx, event: NewEvent): Promise<TicketState> {
  const hours = await recentSetting(tx, "policy.hours");
  return foldEvent(hours, null, { ...completed(tx, null, event), id: 0 });
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

/** Sets or clears the due time apart from any event, and with it the timer. */
export async function setDue(
  tx: Ctx,
  before: LockedTicket,
  due: Pick<Ticket, "dueAt" | "dueReason">,
  action: string,
): Promise<LockedTicket> {
  const after: LockedTicket = { ...before, ...due, version: before.version + 1 };
  const change = { before, after, events: [] };
  hold(tx, after);
  await Promise.all([
    updateTickets(tx, [change]),
    moveTimers(tx, [change]),
    recordAudit(tx, {
      action,
      entity: "ticket",
      entityId: after.id,
      before: { dueAt: before.dueAt, dueReason: before.dueReason },
      after: { ...due },
    }),
    publishChanges(tx, [{ topic: "ticket", ticketId: after.id, data: { dueAt: after.dueAt } }]),
  ]);
  return after;
}

type CompleteEvent = Required<NewEvent>;

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

async function changeOf(
  tx: Ctx,
  { row, isNew, asker }: Entry,
  events: WrittenEvent[],
  { considers = true }: AppendOptions,
): Promise<TicketChange> {
  const { state, isAnswered } = await stateAfter(tx, isNew ? null : row, events);
  for (const { data } of events.filter(isReconsidered))
    await dropResting(tx, row.id, data.edits ?? data.withdraws ?? data.concerns ?? 0);
  const due = considers ? {} : { dueAt: null, dueReason: null };
  const after: LockedTicket = {
    ...row,
    ...state,
    ...asker,
    ...due,
    agentState: considers ? await agentStateAfter(tx, row, { state, isAnswered }, events) : "none",
    version: isPerson(tx.actor) && !isNew ? row.version + 1 : row.version,
  };
  return isNew ? { before: null, opened: row, after, events } : { before: row, after, events };
}

/** What a ticket comes to, and whether nothing on it waits for an answer. */
type Outcome = { state: TicketState; isAnswered: boolean };

/** New events are folded onto the row; where one belongs elsewhere, the whole timeline is folded anew. */
async function stateAfter(tx: Ctx, row: LockedTicket | null, events: WrittenEvent[]): Promise<Outcome> {
  const hours = await recentSetting(tx, "policy.hours");
  const state = foldInOrder(hours, row, events);
  if (state) return { state, isAnswered: events.some(({ kind }) => kind === "analyst_reply") };
  const ticketId = events[0]?.ticketId ?? row?.id ?? 0;
  const all = await tx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId));
  const refolded = foldTimeline(hours, all);
  if (!refolded) throw new AppError("unavailable", "The ticket has no timeline.");
  const isAnswered = openAsks(standingEvents(all)).length === 0;
  // A reminder somebody asked for is on no timeline.
  if (row?.dueReason !== "scheduled" || !isActive(refolded.status)) return { state: refolded, isAnswered };
  return { state: { ...refolded, dueAt: row.dueAt, dueReason: row.dueReason }, isAnswered };
}

/**
 * Null when an event does not take effect last: it happened before another, changes an earlier one, or is an alert
 * that may have ended already, or the end of one of several.
 */
function foldInOrder(hours: WorkHours, row: LockedTicket | null, events: WrittenEvent[]): TicketState | null {
  let state: TicketState | null = row;
  for (const event of events) {
    const isLate = state !== null && event.source !== "desk" && event.at < state.lastEventAt;
    const isPlaced = state !== null && (event.kind === "alert_firing" || event.kind === "alert_resolved");
    const { withdraws, edits, concerns } = event.data;
    const changesOther = (withdraws ?? edits ?? concerns) !== undefined;
    if (isLate || isPlaced || changesOther) return null;
    state = foldEvent(hours, state, event);
  }
  return state;
}

async function agentStateAfter(
  tx: Ctx,
  row: LockedTicket,
  { state, isAnswered }: Outcome,
  events: WrittenEvent[],
): Promise<AgentState> {
  const isReplied = isAnswered && events.some(({ kind }) => kind === "analyst_reply");
  let standing: AgentState = row.agentState;
  if (standing === "proposed" && (isReplied || !isActive(state.status)))
    standing = await dropAnswered(tx, row.id, state.status, events);
  if (!isActive(state.status)) return "none";
  if (events.some(isReconsidered)) return "considering";
  if (standing === "proposed") return standing;
  const newest = events.findLast((event) => event.kind === "analyst_reply" || awaitsLook(event));
  if (!newest) return standing;
  if (newest.kind !== "analyst_reply") return "considering";
  if (isAnswered) return "none";
  return events.some(awaitsLook) ? "considering" : standing;
}

/** True for an event that changes words somebody may have built on, or who said them. */
function isReconsidered(event: WrittenEvent): boolean {
  const { edits, seenAs } = event.data;
  const isEdit = edits !== undefined && seenAs === undefined && awaitsLook(event);
  return isEdit || event.kind === "message_deleted" || event.kind === "origin_change";
}

function actorKindOf(actor: Actor): ActorKind {
  if (actor.kind === "user" || actor.kind === "api_key") return "analyst";
  return actor.kind === "agent" ? "agent" : "system";
}

function isPerson(actor: Actor): boolean {
  return actor.kind === "user" || actor.kind === "api_key";
}
