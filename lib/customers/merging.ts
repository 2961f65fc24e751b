/** Two cards become one, and two again. Tickets keep the contact they came from, so that the way back is exact. */

import { asc, eq, inArray, or, sql } from "drizzle-orm";
import { customer, customerMerge } from "#db/schema/customers";
import { ticket } from "#db/schema/tickets";
import { publishChanges } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { moveTickets } from "#lib/tickets/asker";
import { indexTickets } from "#lib/tickets/consequences";
import { type FilledFields, filledBy, unfilled } from "./model";

type CustomerRow = typeof customer.$inferSelect;
type Pair = { into: CustomerRow; from: CustomerRow };

/** What a merge or its undo came to. */
export type Merged = Pair & { filled: FilledFields; tickets: number };

/**
 * Everything of `fromId` stands under `intoId` from now on: its tickets, those still to come, and what the other card
 * lacks. Throws `not_found`, `unprocessable` for a customer and itself, `conflict` for one that was merged before.
 */
export async function mergeInto(tx: Ctx, intoId: number, fromId: number): Promise<Merged> {
  if (intoId === fromId) throw new AppError("unprocessable", "That is the same customer.");
  const pair = await lockPair(tx, intoId, fromId);
  const [merged] = await tx.db
    .select()
    .from(customerMerge)
    .where(inArray(customerMerge.customerId, [intoId, fromId]));
  if (merged) {
    const { name } = merged.customerId === fromId ? pair.from : pair.into;
    throw new AppError("conflict", `${name} is already merged with another customer.`);
  }
  const filled = filledBy(pair.into, pair.from);
  await tx.db
    .insert(customerMerge)
    .values({ customerId: fromId, intoId, filled, mergedAt: tx.now(), mergedBy: tx.actor.name });
  const fields = Object.entries(filled).map(([field, { to }]) => [field, to]);
  if (fields.length > 0)
    await tx.db.update(customer).set(Object.fromEntries(fields)).where(eq(customer.id, intoId));
  const moved = await moveTickets(tx, intoId, eq(ticket.customerId, fromId));
  await tell(tx, intoId);
  return { ...pair, filled, tickets: moved.length };
}

/**
 * Undoes a merge: tickets go back to the contact they came from, also those that came since, and the card loses
 * what it got. Throws `conflict` where there is nothing to undo, or another merge has to be undone first.
 */
export async function unmerge(tx: Ctx, fromId: number): Promise<Merged> {
  const [merge] = await tx.db.select().from(customerMerge).where(eq(customerMerge.customerId, fromId));
  if (!merge) throw new AppError("conflict", "This customer is not merged with another one.");
  const { intoId, filled } = merge;
  const pair = await lockPair(tx, intoId, fromId);
  const [gone] = await tx.db
    .delete(customerMerge)
    .where(eq(customerMerge.customerId, fromId))
    .returning({ intoId: customerMerge.intoId });
  const [above] = await tx.db.select().from(customerMerge).where(eq(customerMerge.customerId, intoId));
  if (!gone || above)
    throw new AppError("conflict", `${pair.into.name} was merged since. Undo that merge first.`);
  const back = unfilled(pair.into, filled);
  if (Object.keys(back).length > 0) await tx.db.update(customer).set(back).where(eq(customer.id, intoId));
  const own = sql`${ticket.customerId} = ${intoId} and ${ticket.contactId} in (select customer_everyone(${fromId}))`;
  const moved = await moveTickets(tx, fromId, own);
  await Promise.all([tell(tx, intoId), tell(tx, fromId)]);
  return { ...pair, filled, tickets: moved.length };
}

/** Tickets before customers, as whoever takes in a message locks them. */
async function lockPair(tx: Ctx, intoId: number, fromId: number): Promise<Pair> {
  const isOne = inArray(ticket.customerId, [intoId, fromId]);
  await tx.db.select({ id: ticket.id }).from(ticket).where(isOne).orderBy(asc(ticket.id)).for("update");
  const rows = await tx.db
    .select()
    .from(customer)
    .where(or(eq(customer.id, intoId), eq(customer.id, fromId)))
    .orderBy(asc(customer.id))
    .for("update");
  const [into, from] = [intoId, fromId].map((id) => rows.find((row) => row.id === id));
  if (!into || !from) throw new AppError("not_found", "There is no such customer.");
  return { into, from };
}

/** Keeps a customer's tickets findable by every card they stand under, and tells the browsers. */
async function tell(tx: Ctx, customerId: number): Promise<void> {
  const rows = await tx.db.select({ id: ticket.id }).from(ticket).where(eq(ticket.customerId, customerId));
  await indexTickets(tx, sql`select id from ticket where customer_id = ${customerId}`);
  await publishChanges(
    tx,
    rows.map(({ id: ticketId }) => ({ topic: "ticket" as const, ticketId, data: { customerId } })),
  );
}
