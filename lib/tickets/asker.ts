/** Who asks on a ticket: the contact its sender names, and the card that stands for that contact. */

import { inArray, type SQL, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import type { LockedTicket } from "./change";
import { forgetHeld } from "./lock";
import { type Contact, type CustomerCard, outsideKey, upsertCustomers } from "./opening";

/** The columns of a ticket that say who asks. */
export type Asker = Pick<LockedTicket, "customerId" | "contactId">;

/** What is said of a ticket's customer by one of its events. */
type Telling = { ticketKey: string; card: CustomerCard | null };

/**
 * Who asks on the tickets of `told` by their keys, where that is news. Whoever has signed in, so that another id with
 * an address speaks where nobody had one, is the one who asks from then on; a colleague who joins in is not.
 */
export async function newAskers(
  tx: Ctx,
  told: readonly Telling[],
  known: ReadonlyMap<string, LockedTicket>,
  options: { renews?: boolean } = {},
): Promise<Map<string, Asker>> {
  const met = await upsertCustomers(
    tx,
    told.flatMap(({ card }) => card ?? []),
    options,
  );
  const tellings = told.flatMap(({ ticketKey, card }) => {
    const contact = card && met.get(outsideKey(card.source, card.externalId));
    return contact ? [{ ticketKey, contact }] : [];
  });
  const asking = await presentContacts(tx, tellings, known);
  const changed = new Map<string, Contact>();
  for (const { ticketKey, contact } of tellings) {
    const before = asking.get(ticketKey);
    if (before && !givesWay(before, contact)) continue;
    asking.set(ticketKey, contact);
    changed.set(ticketKey, contact);
  }
  const cards = await cardsOf(
    tx,
    [...changed.values()].map(({ id }) => id),
  );
  return new Map(
    [...changed].map(([ticketKey, { id }]) => [
      ticketKey,
      { contactId: id, customerId: cards.get(id) ?? id },
    ]),
  );
}

/** The contacts of tickets on which somebody else speaks now; nothing is read for the others. */
async function presentContacts(
  tx: Ctx,
  tellings: readonly { ticketKey: string; contact: Contact }[],
  known: ReadonlyMap<string, LockedTicket>,
): Promise<Map<string, Contact>> {
  const contacts = new Map(tellings.map(({ contact }) => [contact.id, contact]));
  const present = tellings.flatMap(({ ticketKey }) => {
    const row = known.get(ticketKey);
    const id = row?.contactId ?? row?.customerId ?? null;
    return id === null ? [] : [{ ticketKey, id }];
  });
  const unread = present.map(({ id }) => id).filter((id) => !contacts.has(id));
  if (unread.length > 0) {
    const rows = await tx.db.select().from(customer).where(inArray(customer.id, unread));
    for (const row of rows) contacts.set(row.id, row);
  }
  return new Map(
    present.flatMap(({ ticketKey, id }) => {
      const contact = contacts.get(id);
      return contact ? [[ticketKey, contact] as const] : [];
    }),
  );
}

function givesWay(before: Contact, now: Contact): boolean {
  return before.id !== now.id && before.email === null && now.email !== null;
}

/** The cards that stand for customers, by the customers' ids; they cannot be merged before the transaction ends. */
async function cardsOf(tx: Ctx, customerIds: readonly number[]): Promise<Map<number, number>> {
  if (customerIds.length === 0) return new Map();
  const ids = sql.param([...new Set(customerIds)]);
  // Two statements: the second sees what a merge that held the rows has done.
  const [, rows] = await Promise.all([
    tx.db.execute(sql`select id from customer where id = any(${ids}) order by id for key share`),
    tx.db.execute<{ id: number; card: number }>(sql`
      select id::float8 as id, customer_root(id)::float8 as card from customer where id = any(${ids})`),
  ]);
  return new Map(rows.map(({ id, card }) => [id, card]));
}

/** Has the card `customerId` stand for whoever asks on the tickets that `which` tells; returns them. */
export function moveTickets(tx: Ctx, customerId: number, which: SQL): Promise<{ id: number }[]> {
  forgetHeld(tx);
  return tx.db.update(ticket).set({ customerId }).where(which).returning({ id: ticket.id });
}
