/** Reads of one ticket: itself, its timeline, its customer, where its replies went. */
import { and, asc, desc, eq, lte, ne, sql } from "drizzle-orm";
import { connector } from "#db/schema/connectors";
import { customer } from "#db/schema/customers";
import { delivery, ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { byOccurrence } from "./active-events";
import { clocksOf } from "./clock-queries";
import { commitmentsOf } from "./commitments/queries";
import type { TicketDetail } from "./detail";
import type { TimelineEvent } from "./event";
import { readingsOf } from "./message/readings";
import { Customer, ReplyDelivery, Ticket } from "./model";
import { eventOfRow } from "./stored-event";

/** One ticket, or `AppError("not_found")`. */
export async function ticketById(ctx: Ctx, ticketId: number): Promise<Ticket> {
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId));
  if (!row) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  return Ticket.parse(row);
}

/** A ticket's events in the order they were recorded; with `upTo` only those up to that event. */
export async function timeline(
  ctx: Ctx,
  ticketId: number,
  { upTo }: { upTo?: number } = {},
): Promise<TimelineEvent[]> {
  const rows = await eventRows(ctx, ticketId, upTo);
  return rows.map((row) => eventOfRow(row));
}

function eventRows(ctx: Ctx, ticketId: number, upTo?: number) {
  return ctx.db
    .select()
    .from(ticketEvent)
    .where(
      and(eq(ticketEvent.ticketId, ticketId), upTo === undefined ? undefined : lte(ticketEvent.id, upTo)),
    )
    .orderBy(asc(ticketEvent.id));
}

/** The id of a ticket's newest event. */
export async function newestEventId(ctx: Ctx, ticketId: number): Promise<number> {
  const [row] = await ctx.db
    .select({ id: ticketEvent.id })
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, ticketId))
    .orderBy(desc(ticketEvent.id))
    .limit(1);
  return row?.id ?? 0;
}

/** A customer's newest tickets beside one. */
export async function otherTicketsOf(
  ctx: Ctx,
  { customerId, besides, limit }: { customerId: number; besides: number; limit: number },
): Promise<Pick<Ticket, "id" | "subject" | "openedAt">[]> {
  return ctx.db
    .select({ id: ticket.id, subject: ticket.subject, openedAt: ticket.openedAt })
    .from(ticket)
    .where(and(eq(ticket.customerId, customerId), ne(ticket.id, besides)))
    .orderBy(desc(ticket.id))
    .limit(limit);
}

/** One customer, or null. */
export async function customerById(ctx: Ctx, customerId: number | null): Promise<Customer | null> {
  if (customerId === null) return null;
  const [row] = await ctx.db.select().from(customer).where(eq(customer.id, customerId));
  return row ? Customer.parse(row) : null;
}

/**
 * A ticket as the desk opens it; `AppError("not_found")` when there is none. Its events come as they happened, as the
 * fold takes them: what a connector delivers late was recorded after what it came before.
 */
export async function ticketDetail(ctx: Ctx, ticketId: number): Promise<TicketDetail> {
  const found = await ticketById(ctx, ticketId);
  const [asker, rows, deliveries, commitments] = await Promise.all([
    customerById(ctx, found.customerId),
    eventRows(ctx, ticketId),
    deliveriesOf(ctx, ticketId),
    commitmentsOf(ctx, ticketId),
  ]);
  const clocks = await clocksOf(ctx, found, asker?.plan ?? null);
  const events = rows.map((row) => eventOfRow(row)).sort(byOccurrence);
  return {
    ticket: found,
    customer: asker,
    events,
    deliveries,
    readings: readingsOf(events),
    clocks,
    commitments,
  };
}

/** Where the replies written here went, or will go as the connectors stand now. */
async function deliveriesOf(ctx: Ctx, ticketId: number): Promise<ReplyDelivery[]> {
  const rows = await ctx.db
    .select({
      eventId: delivery.eventId,
      status: delivery.status,
      connector: sql<
        string | null
      >`case when ${delivery.connectorId} is not null or ${connector.outgoingUrl} is not null then ${connector.name} end`,
      attempts: delivery.attempts,
      lastError: delivery.lastError,
      dueAt: delivery.dueAt,
      sentAt: delivery.sentAt,
    })
    .from(delivery)
    .innerJoin(ticket, eq(ticket.id, delivery.ticketId))
    .leftJoin(connector, sql`${connector.id} = coalesce(${delivery.connectorId}, ${ticket.source})`)
    .where(eq(delivery.ticketId, ticketId));
  return rows.map((row) => ReplyDelivery.parse(row));
}
