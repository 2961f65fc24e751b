/** Deletes whole tickets: the one exception to append-only timelines. */
import { inArray, sql } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { countBadges } from "./consequences";

/**
 * Deletes tickets the agent never looked at, with their timelines, search words, clocks and promises; returns whoever
 * asked on them. What else rests on them is for the caller to take away first.
 */
export async function eraseTickets(tx: Ctx, ticketIds: readonly number[]): Promise<number[]> {
  if (ticketIds.length === 0) return [];
  const ids = sql`(select json_array_elements_text(${JSON.stringify(ticketIds)}::text::json)::bigint)`;
  const rows = await tx.db
    .select()
    .from(ticket)
    .where(inArray(ticket.id, [...ticketIds]))
    .for("update");
  // Closed tickets count nowhere: as if each had been closed.
  await countBadges(
    tx,
    rows.map((row) => ({ before: row, after: { ...row, status: "closed" as const }, events: [] })),
  );
  // The guard of the timelines lets rows go only where a transaction says that it erases.
  await tx.db.execute(sql`select set_config('vigil.erasing', 'on', true)`);
  await tx.db.execute(sql`delete from ticket_search where ticket_id in ${ids}`);
  await tx.db.execute(sql`delete from sla_clock where ticket_id in ${ids}`);
  await tx.db.execute(sql`delete from commitment where ticket_id in ${ids}`);
  await tx.db.execute(sql`delete from ticket_event where ticket_id in ${ids}`);
  await tx.db.execute(sql`delete from attachment where ticket_id in ${ids}`);
  await tx.db.execute(sql`delete from ticket where id in ${ids}`);
  await tx.db.execute(sql`select set_config('vigil.erasing', 'off', true)`);
  return rows.flatMap(({ customerId, contactId }) => [customerId, contactId].filter((id) => id !== null));
}
