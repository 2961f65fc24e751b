/** What became of finished tickets: how long they took, and whether the answer held. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

export type TicketOutcome = {
  /** From its opening to its end, in minutes; null while it is not finished. */
  minutes: number | null;
  /** It was finished once, and then somebody had to answer again. */
  cameBack: boolean;
};

type Row = { id: number; minutes: number | null; cameBack: boolean };

/** By ticket; one nobody may see here is left out. */
export async function outcomesOf(
  ctx: Ctx,
  ticketIds: readonly number[],
): Promise<Map<number, TicketOutcome>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await ctx.db.execute<Row>(sql`
    select ticket.id::float8 as id,
      extract(epoch from coalesce(ticket.solved_at, ticket.closed_at) - ticket.opened_at)::float8 / 60 as minutes,
      exists (
        select from ticket_event as ended
        join ticket_event as said on said.ticket_id = ended.ticket_id and said.id > ended.id
          and said.kind in ('customer_message', 'alert_firing')
        join ticket_event as again on again.ticket_id = ended.ticket_id and again.id > said.id
          and again.kind = 'analyst_reply'
        where ended.ticket_id = ticket.id and ended.kind = 'status_change'
          and ended.data ->> 'to' in ('solved', 'closed')
      ) as "cameBack"
    from ticket where ticket.id = any(${sql.param(ticketIds)}::bigint[])`);
  return new Map(rows.map(({ id, ...outcome }) => [id, outcome]));
}
