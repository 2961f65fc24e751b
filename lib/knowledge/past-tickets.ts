/** Reads past tickets before they are cited elsewhere: their text, and whose names to hide. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { asHeard } from "#lib/tickets/message/heard";
import { said } from "#lib/tickets/message/parts";
import type { EventKind } from "#lib/tickets/model";
import { typed } from "#lib/tickets/stored-event";

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

export type Past = { events: PastEvent[]; tickets: Map<number, PastTicket> };

/**
 * Past events by id, a call as its arguments, with whom they were about; and tickets by id: whom they are about, for
 * keeping that out of other tickets and of models, and what they are filed under. Unknown ids are left out. One statement.
 */
export async function readPast(
  ctx: Ctx,
  { eventIds, ticketIds }: { eventIds: readonly number[]; ticketIds: readonly number[] },
): Promise<Past> {
  if (eventIds.length === 0 && ticketIds.length === 0) return { events: [], tickets: new Map() };
  const [found] = await ctx.db.execute<{ events: EventRow[]; tickets: TicketRow[] }>(sql`
    select array_to_json(array(
      select json_build_object(
        'eventId', event.id, 'ticketId', event.ticket_id, 'subject', ticket.subject,
        'body', case when event.kind = 'tool_call' then coalesce(event.data->>'arguments', '') else event.body end,
        'customerName', customer.name, 'company', customer.company, 'customerId', ticket.customer_id)
      from ticket_event as event join ticket on ticket.id = event.ticket_id
        left join customer on customer.id = ticket.contact_id
      where event.id = any(${sql.param(eventIds)}::bigint[]) order by event.id
    )) as events, array_to_json(array(
      select json_build_object(
        'ref', ticket.id, 'queueId', ticket.queue_id, 'queueName', queue.name, 'category', ticket.category,
        'service', ticket.service, 'name', customer.name, 'company', customer.company,
        'customerId', ticket.customer_id, 'turns', array(
          select json_build_object('id', id, 'kind', kind, 'body', body, 'data', data) from (
            select id, kind, body, data from ticket_event
            where ticket_id = ticket.id and kind in ('customer_message', 'analyst_reply', 'alert_firing')
            order by id desc limit ${turnsRead}
          ) as turn order by id))
      from ticket left join queue on queue.id = ticket.queue_id
        left join customer on customer.id = ticket.contact_id
      where ticket.id = any(${sql.param(ticketIds)}::bigint[])
    )) as tickets`);
  const { events = [], tickets = [] } = found ?? {};
  return { events: events.map(eventOf), tickets: new Map(tickets.map((row) => [row.ref, ticketOf(row)])) };
}

/** Past tickets alone. */
export async function pastTickets(ctx: Ctx, ticketIds: readonly number[]): Promise<Past["tickets"]> {
  return (await readPast(ctx, { eventIds: [], ticketIds })).tickets;
}

type EventRow = Omit<PastEvent, "whose"> & { customerId: number | null };

function eventOf({ customerId, ...row }: EventRow): PastEvent {
  return { ...row, body: said(row.body), whose: whoseTicket(row.ticketId, row.company, customerId) };
}

type TicketRow = Omit<PastTicket, "people" | "whose" | "said"> & {
  name: string | null;
  company: string | null;
  customerId: number | null;
  turns: { id: number; kind: EventKind; body: string; data: unknown }[];
};

function ticketOf({ name, company, customerId, turns, ...triaged }: TicketRow): PastTicket {
  return {
    ...triaged,
    people: [name, company].filter((one) => one !== null),
    whose: whoseTicket(triaged.ref, company, customerId),
    said: asHeard(turns.map(typed)).map(({ id, kind, body }) => ({
      eventId: id,
      isOurs: kind === "analyst_reply",
      body: said(body),
    })),
  };
}

/** Whose a ticket is: a company's, else a customer's; one without a customer is nobody else's. */
function whoseTicket(ticketId: number, company: string | null, customerId: number | null): string {
  if (company) return `company ${company.trim().toLowerCase()}`;
  return customerId === null ? `ticket ${ticketId}` : `customer ${customerId}`;
}

/** Newest turns read of a past ticket. */
const turnsRead = 60;
