/** What is read of past tickets before anything of them is used elsewhere: what was said, and whom they are about. */
import { eq, sql } from "drizzle-orm";
import { customer, queue, ticket, ticketEvent } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { asHeard } from "#lib/tickets/message/heard";
import { said } from "#lib/tickets/message/parts";
import type { EventData, EventKind } from "#lib/tickets/model";

/** A past event of another ticket, with whom it was about. */
export type PastEvent = {
  eventId: number;
  ticketId: number;
  subject: string;
  body: string;
  customerName: string | null;
  company: string | null;
  /** Whose ticket it was, see `whoseTicket`. */
  whose: string;
};

/** A closed ticket: what it was filed under, and whom it was about. */
export type PastTicket = {
  ref: number;
  queueId: number | null;
  queueName: string | null;
  category: string | null;
  service: string | null;
  people: string[];
  whose: string;
  /** What was said on it, in order. */
  said: { eventId: number; isOurs: boolean; body: string }[];
};

/** Past events by id, a call as its arguments, with whom they were about; unknown ids are left out. */
export async function pastEvents(ctx: Ctx, eventIds: number[]): Promise<PastEvent[]> {
  if (eventIds.length === 0) return [];
  const rows = await ctx.db
    .select({
      eventId: ticketEvent.id,
      ticketId: ticketEvent.ticketId,
      subject: ticket.subject,
      body: sql<string>`case when ${ticketEvent.kind} = 'tool_call' then coalesce(${ticketEvent.data}->>'arguments', '') else ${ticketEvent.body} end`,
      customerName: customer.name,
      company: customer.company,
      customerId: ticket.customerId,
    })
    .from(ticketEvent)
    .innerJoin(ticket, eq(ticket.id, ticketEvent.ticketId))
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .where(sql`${ticketEvent.id} = any(${sql.param(eventIds)})`)
    .orderBy(ticketEvent.id);
  return rows.map(({ customerId, ...row }) => ({
    ...row,
    body: said(row.body),
    whose: whoseTicket(row.ticketId, row.company, customerId),
  }));
}

/** Whose a ticket is: a company's, else a customer's; one without a customer is nobody else's. */
function whoseTicket(ticketId: number, company: string | null, customerId: number | null): string {
  if (company) return `company ${company.trim().toLowerCase()}`;
  return customerId === null ? `ticket ${ticketId}` : `customer ${customerId}`;
}

/** Tickets by id: whom they are about, for keeping that out of other tickets and of models, and what they are filed under. */
export async function pastTickets(ctx: Ctx, ticketIds: number[]): Promise<Map<number, PastTicket>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      ref: ticket.id,
      queueId: ticket.queueId,
      queueName: queue.name,
      category: ticket.category,
      service: ticket.service,
      name: customer.name,
      company: customer.company,
      customerId: ticket.customerId,
      events: sql<SaidEvent[]>`(
        select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'body', body, 'data', data) order by id), '[]')
        from (
          select id, kind, body, data from ticket_event
          where ticket_id = ${ticket.id} and kind in ('customer_message', 'analyst_reply', 'alert_firing')
          order by id desc limit ${turnsRead}
        ) as turn)`,
    })
    .from(ticket)
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .where(sql`${ticket.id} = any(${sql.param(ticketIds)})`);
  return new Map(
    rows.map(({ name, company, customerId, events, ...filed }) => [
      filed.ref,
      {
        ...filed,
        people: [name, company].filter((one) => one !== null),
        whose: whoseTicket(filed.ref, company, customerId),
        said: asHeard(events).map(({ id, kind, body }) => ({
          eventId: id,
          isOurs: kind === "analyst_reply",
          body: said(body),
        })),
      },
    ]),
  );
}

/** Newest turns read of a past ticket. */
const turnsRead = 60;
type SaidEvent = { id: number; kind: EventKind; body: string; data: EventData };
