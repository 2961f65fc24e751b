/** Finds events that need an agent run but have neither a run nor a pending job, and requests one. */
import { sql } from "drizzle-orm";
import { recordAudit } from "#lib/platform/audit";
import { type Ctx, refusePeople, withTransaction } from "#lib/platform/context";
import { enqueueAll } from "#lib/platform/jobs/enqueue";
import { engineSchema } from "#lib/platform/jobs/model";
import { placeAt } from "#lib/platform/jobs/place";
import { startingKinds } from "./model";
import { runJobId } from "./turn";

/** How often a run is asked for anew, and how many tickets are seen to at once. */
const mostRepeats = 4;
const mostTickets = 200;

export type Overlooked = { ticketId: number; eventId: number };

/**
 * Asks again for the runs that tickets wait for in vain: their job ended, or went, without a word. Any number of
 * workers may do so at the same time. Returns what was overlooked; each is in the audit trail.
 */
export async function askForMissingRuns(ctx: Ctx): Promise<Overlooked[]> {
  refusePeople(ctx);
  return withTransaction(ctx, async (tx) => {
    const found = await tx.db.execute<Overlooked & { asked: number }>(sql`
      select ticket.id::float8 as "ticketId", event.id::float8 as "eventId", job.asked
      from ticket
      cross join lateral (
        select id from ticket_event
        where ticket_id = ticket.id and kind in ${startingKinds} and data -> 'seenAs' is null
        order by id desc limit 1
      ) as event
      cross join lateral (
        select count(*)::int as asked,
          coalesce(bool_or(status in ('ENQUEUED', 'PENDING', 'DELAYED')), false) as is_coming
        from ${sql.raw(engineSchema)}.workflow_status
        where workflow_uuid in (${jobIds(sql`event.id`)})
      ) as job
      where ticket.agent_state = 'running' and ticket.status in ('new', 'open', 'waiting', 'on_hold')
        and not exists (select from agent_run where event_id = event.id)
        and not job.is_coming and job.asked <= ${mostRepeats}
      order by ticket.id limit ${mostTickets}
      for update of ticket skip locked`);
    await enqueueAll(
      tx,
      found.map(({ ticketId, eventId, asked }) => ({
        name: "agent.consider",
        input: { ticketId, eventId },
        options: {
          id: `${runJobId(eventId)}:${asked}`,
          partition: String(ticketId),
          place: placeAt(tx.now().getTime()),
        },
      })),
    );
    const audited = found.map(({ ticketId, eventId }) => ({
      action: "ticket.look_again" as const,
      entity: "ticket" as const,
      entityId: ticketId,
      after: { eventId },
    }));
    await recordAudit(tx, ...audited);
    return found.map(({ ticketId, eventId }) => ({ ticketId, eventId }));
  });
}

/** The ids of the jobs that were, or could have been, asked to look at an event. */
function jobIds(eventId: ReturnType<typeof sql>) {
  const first = sql`${runJobId(0).replace("0", "")}::text || ${eventId}`;
  const again = Array.from({ length: mostRepeats + 1 }, (_, count) => sql`${first} || ${`:${count}`}`);
  return sql.join([first, ...again], sql`, `);
}
