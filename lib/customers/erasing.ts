/** Customers whose tickets are gone. */
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import { customer, customerMerge } from "#db/schema/customers";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { unmerge } from "./merging";

/** Those of the customers who have no ticket any more go; what a merge with one of them brought goes with it. */
export async function eraseCustomers(tx: Ctx, customerIds: readonly number[]): Promise<void> {
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
