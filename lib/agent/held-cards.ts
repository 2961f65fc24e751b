/** Cards held back by the attention budget: once there is room, the agent runs again on the most useful one of each queue. */
import { sql } from "drizzle-orm";
import { type Ctx, refusePeople, withTransaction } from "#lib/platform/context";
import { enqueueAll } from "#lib/platform/jobs/enqueue";
import { placeAt } from "#lib/platform/jobs/place";
import { readSetting } from "#lib/settings/queries";
import { activeStatuses } from "#lib/tickets/model";
import { hasMovedOn } from "#lib/tickets/moved-on";
import { runJobId } from "#lib/tickets/turn";
import { cardsPerHour, mustWait, shownLately } from "./attention";

/** A held card older than this is no longer worth showing. */
const keptMs = 24 * 3_600_000;
/** Most new runs for one held card: each may hold it back once more. */
const againMs = 10 * 60_000;

export type Held = { ticketId: number; eventId: number; queueId: number | null; probability: number };

/** Requests a new agent run for the best held card of each queue where the budget allows; returns those it asked for. */
export async function releaseHeld(ctx: Ctx): Promise<Held[]> {
  refusePeople(ctx);
  const attention = await readSetting(ctx, "policy.attention");
  const released: Held[] = [];
  for (const one of await bestHeld(ctx)) {
    const limit = cardsPerHour(attention, one.queueId);
    const isFree =
      limit === null || !mustWait(one.probability, await shownLately(ctx, one.queueId, limit), limit);
    if (isFree) released.push(one);
  }
  const period = Math.floor(ctx.now().getTime() / againMs);
  await withTransaction(ctx, (tx) =>
    enqueueAll(
      tx,
      released.map(({ ticketId, eventId }) => ({
        name: "agent.consider",
        input: { ticketId, eventId },
        options: {
          id: `${runJobId(eventId)}:held:${period}`,
          partition: String(ticketId),
          place: placeAt(tx.now().getTime()),
        },
      })),
    ),
  );
  return released;
}

/** Of each queue the card most likely to help, of those whose ticket has not moved on. */
async function bestHeld(ctx: Ctx): Promise<Held[]> {
  const since = new Date(ctx.now().getTime() - keptMs).toISOString();
  return ctx.db.execute<Held>(sql`
    select distinct on (ticket.queue_id) ticket.id::float8 as "ticketId", held.event_id::float8 as "eventId",
      ticket.queue_id::float8 as "queueId", (held.gate ->> 'probability')::float8 as probability
    from agent_run as held
    join ticket on ticket.id = held.ticket_id
    where held.reason = 'attention' and held.at > ${since}::timestamptz and ticket.status in ${[...activeStatuses]}
      and not exists (select from agent_run as later where later.ticket_id = held.ticket_id and later.id > held.id)
      and not ${hasMovedOn(sql`held.ticket_id`, sql`held.event_id`)}
    order by ticket.queue_id, probability desc, held.id`);
}
