/** What a closed ticket says to a searcher: the problem in the customer's words and the answers that closed it. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { asHeard } from "#lib/tickets/message/heard";
import type { EventKind } from "#lib/tickets/model";
import { typed } from "#lib/tickets/stored-event";

/** Subject and public conversation of closed tickets; tickets that are not closed or solved are left out. */
export async function closedTicketText(
  ctx: Ctx,
  ticketIds: number[],
): Promise<{ ref: number; title: string; body: string }[]> {
  if (ticketIds.length === 0) return [];
  const rows = await ctx.db.execute<TicketRow>(sql`
    select ticket.id::int as ref, ticket.subject as title,
      json_agg(json_build_object('kind', ticket_event.kind, 'body', ticket_event.body, 'data', ticket_event.data)
        order by ticket_event.id) as events
    from ticket join ticket_event on ticket_event.ticket_id = ticket.id
    where ticket.id = any(${sql.param(ticketIds)}::bigint[]) and ticket.status in ('solved', 'closed')
      and ticket_event.kind in ('customer_message', 'analyst_reply', 'alert_firing')
    group by ticket.id`);
  return rows.map(({ ref, title, events }) => ({
    ref,
    title,
    body: asHeard(events.map(typed))
      .map(({ body }) => body)
      .join("\n"),
  }));
}

type TicketRow = { ref: number; title: string; events: { kind: EventKind; body: string; data: unknown }[] };
