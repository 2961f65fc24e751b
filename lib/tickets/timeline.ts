/** The one writer of a ticket's timeline: event, ticket row, badges, audit, change feed and jobs in one transaction. */
import { and, eq } from "drizzle-orm";
import { customer, ticket, ticketEvent } from "#db/schema/index";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Actor, Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import {
  type AppendOptions,
  carryOut,
  countBadges,
  dropAnswered,
  type LockedTicket,
  moveTimer,
  updateTicket,
} from "./consequences";
import { type FoldedEvent, foldEvent, foldTimeline, type TicketState } from "./fold";
import {
  type ActorKind,
  type AgentState,
  type EventData,
  type EventKind,
  isActive,
  isConsiderable,
  type Ticket,
} from "./model";

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

export type { LockedTicket } from "./consequences";
export type Appended = { ticket: LockedTicket; eventId: number };

/**
 * Locks a ticket's row until the transaction ends, so that everything that happens to a ticket happens
 * one at a time. Throws `not_found`, and `conflict` when a person has changed it since `version`.
 */
export async function lockTicket(tx: Ctx, ticketId: number, version?: number): Promise<LockedTicket> {
  const [row] = await tx.db.select().from(ticket).where(eq(ticket.id, ticketId)).for("update");
  if (!row) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  if (version !== undefined && version !== row.version)
    throw new AppError("conflict", "A colleague changed this ticket in the meantime.", {
      version: row.version,
    });
  return row;
}

/**
 * Appends an event to a locked ticket and carries out what follows from it. `null` when the pair
 * (source, externalId) is already on a timeline.
 */
export async function appendEvent(
  tx: Ctx,
  before: LockedTicket,
  input: NewEvent,
  options: AppendOptions,
): Promise<Appended | null> {
  const event = completed(tx, before, input);
  const eventId = await insertEvent(tx, before.id, event);
  if (eventId === null) return null;
  const state = await stateAfter(tx, before, { ...event, id: eventId });
  const agentState = await dropAnswered(tx, before, state, event);
  const after: LockedTicket = {
    ...before,
    ...settled(state, agentState, event.kind, options),
    version: isPerson(tx.actor) ? before.version + 1 : before.version,
  };
  await Promise.all([
    updateTicket(tx, before, after),
    carryOut(tx, before, after, { ...event, id: eventId }, options),
  ]);
  return { ticket: after, eventId };
}

/** Opens a ticket with its first event. `null` when another transaction opened it first: lock it and append. */
export async function openWithEvent(
  tx: Ctx,
  head: Pick<LockedTicket, "source" | "externalId" | "customerId">,
  input: NewEvent,
  options: AppendOptions,
): Promise<Appended | null> {
  const event = completed(tx, null, input);
  const state = foldEvent(null, { ...event, id: 0 });
  const [after] = await tx.db
    .insert(ticket)
    .values({ ...head, ...settled(state, "none", event.kind, options) })
    .onConflictDoNothing()
    .returning();
  if (!after) return null;
  const eventId = await insertEvent(tx, after.id, event);
  if (eventId === null)
    throw new AppError("conflict", "This event id was already used for another ticket.", {
      externalId: event.externalId,
    });
  await carryOut(tx, null, after, { ...event, id: eventId }, options);
  return { ticket: after, eventId };
}

/** Sets what the list shows of the agent's work; counts the badge and tells the browsers. */
export async function setAgentState(
  tx: Ctx,
  before: LockedTicket,
  agentState: AgentState,
): Promise<LockedTicket> {
  const after = { ...before, agentState };
  if (before.agentState === agentState) return after;
  await Promise.all([
    updateTicket(tx, before, after),
    countBadges(tx, before, after),
    publishChange(tx, "ticket", after.id, { agentState }),
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
  await Promise.all([
    updateTicket(tx, before, after),
    moveTimer(tx, before, after),
    recordAudit(tx, {
      action,
      entity: "ticket",
      entityId: after.id,
      before: { dueAt: before.dueAt, dueReason: before.dueReason },
      after: { ...due },
    }),
    publishChange(tx, "ticket", after.id, { dueAt: after.dueAt }),
  ]);
  return after;
}

/** Id of the customer `(source, externalId)`, written down at the first meeting. */
export async function meetCustomer(
  tx: Ctx,
  source: string,
  card: { externalId: string; name: string; email: string | null; company: string | null },
): Promise<number> {
  const known = and(eq(customer.source, source), eq(customer.externalId, card.externalId));
  const [found] = await tx.db.select({ id: customer.id }).from(customer).where(known);
  if (found) return found.id;
  const [met] = await tx.db
    .insert(customer)
    .values({ source, ...card })
    .onConflictDoNothing()
    .returning({ id: customer.id });
  return met ? met.id : meetCustomer(tx, source, card);
}

type CompleteEvent = Required<NewEvent> & { externalId: string | null };

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

async function insertEvent(tx: Ctx, ticketId: number, event: CompleteEvent): Promise<number | null> {
  const isPublic = event.kind === "customer_message" || event.kind === "analyst_reply";
  const [row] = await tx.db
    .insert(ticketEvent)
    .values({ ...event, ticketId, isPublic, recordedAt: tx.now() })
    .onConflictDoNothing()
    .returning({ id: ticketEvent.id });
  return row?.id ?? null;
}

/** The newest event is folded onto the row; a late one, or a withdrawal, folds the whole timeline anew. */
async function stateAfter(tx: Ctx, before: LockedTicket, event: FoldedEvent): Promise<TicketState> {
  const isLate = event.source !== "desk" && event.at <= before.lastEventAt;
  if (!isLate && event.kind !== "reply_withdrawn") return foldEvent(before, event);
  const events = await tx.db
    .select({
      id: ticketEvent.id,
      source: ticketEvent.source,
      externalId: ticketEvent.externalId,
      kind: ticketEvent.kind,
      at: ticketEvent.at,
      body: ticketEvent.body,
      data: ticketEvent.data,
    })
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, before.id));
  const state = foldTimeline(events) ?? before;
  // A reminder somebody asked for is on no timeline.
  if (before.dueReason !== "scheduled" || !isActive(state.status)) return state;
  return { ...state, dueAt: before.dueAt, dueReason: before.dueReason };
}

/** Adds to a folded state what depends on whether anybody is to react. */
function settled(
  state: TicketState,
  agentState: AgentState,
  kind: EventKind,
  { considers = true }: AppendOptions,
): TicketState & { agentState: AgentState } {
  if (!considers) return { ...state, agentState: "none", dueAt: null, dueReason: null };
  if (!isActive(state.status)) return { ...state, agentState: "none" };
  if (!isConsiderable(kind) || agentState === "proposed") return { ...state, agentState };
  return { ...state, agentState: "considering" };
}

function actorKindOf(actor: Actor): ActorKind {
  if (actor.kind === "user" || actor.kind === "api_key") return "analyst";
  return actor.kind === "agent" ? "agent" : "system";
}

function isPerson(actor: Actor): boolean {
  return actor.kind === "user" || actor.kind === "api_key";
}
