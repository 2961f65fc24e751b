/** What customers asked while their tickets' own cards rested is looked at once they rest no more, however that came about. */
import { sql } from "drizzle-orm";
import { isInMajor } from "#lib/incidents/resting";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { lockTicket } from "#lib/tickets/lock";
import { appendEvent } from "#lib/tickets/timeline";

const mostAtOnce = 200;
/** What rested so long ago is no news. */
const remembered = 30 * 86_400_000;

/** Has the agent look at what was asked meanwhile; returns the tickets. Any number of workers may do so at a time. */
export async function resumeRested(ctx: Ctx): Promise<number[]> {
  return withTransaction(ctx, async (tx) => {
    const since = new Date(tx.now().getTime() - remembered).toISOString();
    const rows = await tx.db.execute<{ ticketId: number }>(sql`
      select ticket.id::float8 as "ticketId" from ticket
      join lateral (
        select event_id, reason from agent_run where ticket_id = ticket.id order by event_id desc limit 1
      ) as run on run.reason = 'major_incident'
      where ticket.id in (
          select ticket_id from agent_run where reason = 'major_incident' and at >= ${since}::timestamptz)
        and ticket.status in ('new', 'open', 'waiting', 'on_hold')
        and not ${isInMajor}
        and not exists (select from ticket_event as later where later.ticket_id = ticket.id
          and later.id > run.event_id and (later.kind = 'analyst_reply' or later.data ? 'asksForRun'))
      order by ticket.id limit ${mostAtOnce} for update of ticket skip locked`);
    for (const { ticketId } of rows) {
      const body =
        "Its major incident no longer speaks for this ticket: what was asked meanwhile is looked at.";
      const event = { kind: "note" as const, body, data: { asksForRun: true } };
      await appendEvent(tx, await lockTicket(tx, ticketId), event, { action: "ticket.note" });
    }
    return rows.map(({ ticketId }) => ticketId);
  });
}
