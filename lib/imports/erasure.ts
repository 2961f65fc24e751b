/** Takes whole tickets out of the database: the one exception to a timeline that only grows. */
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import { customer, customerMerge, ticket } from "#db/schema/index";
import { unmerge } from "#lib/customers/merging";
import type { Ctx } from "#lib/platform/context";
import { countBadges } from "#lib/tickets/consequences";

/**
 * Deletes tickets the agent never looked at, with their timelines, search words, clocks, promises and, where they have no other
 * ticket, their customers. What else rests on them is for the caller to take away first.
 */
export async function eraseTickets(tx: Ctx, ticketIds: readonly number[]): Promise<void> {
  if (ticketIds.length === 0) return;
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
  await eraseCustomers(
    tx,
    rows.flatMap(({ customerId, contactId }) => [customerId, contactId].filter((id) => id !== null)),
  );
}

/** Those of the customers who have no ticket any more go; what a merge with one of them brought goes with it. */
async function eraseCustomers(tx: Ctx, customerIds: readonly number[]): Promise<void> {
  if (customerIds.length === 0) return;
  const ids = [...new Set(customerIds)];
  const gone = await tx.db
    .select({ id: customerMerge.customerId })
    .from(customerMerge)
    .where(
      sql`${inArray(customerMerge.customerId, ids)} and not exists (
        select from ticket where customer_id = customer_root(${customerMerge.customerId})
          and contact_id in (select customer_everyone(${customerMerge.customerId}))
      ) and not exists (select from customer_merge as above where above.customer_id = ${customerMerge.intoId})`,
    );
  for (const { id } of gone) await unmerge(tx, id);
  const merges = tx.db
    .select({ id: customerMerge.customerId })
    .from(customerMerge)
    .where(sql`${customer.id} in (${customerMerge.customerId}, ${customerMerge.intoId})`);
  const tickets = tx.db.select({ id: ticket.id }).from(ticket).where(eq(ticket.customerId, customer.id));
  await tx.db.delete(customer).where(and(inArray(customer.id, ids), notExists(tickets), notExists(merges)));
}
