/** Creates tickets and customers exactly once, however many senders mention them at the same moment. */

import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { insertRows } from "#db/json";
import { customer } from "#db/schema/customers";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { stateAtOpening } from "./agent-state";
import type { LockedTicket } from "./change";
import { indexTickets } from "./consequences";
import { type NewEvent, openingRow } from "./timeline";

/** What a sender says of a customer; `source` and `externalId` say who it is. */
export type CustomerCard = {
  source: string;
  externalId: string;
  name: string;
  email: string | null;
  company: string | null;
  /** The address is known to be this person's. */
  isVerified?: boolean;
};

/** A customer as one sender knows them. */
export type Contact = { id: number; email: string | null };

/** A ticket to be opened by its first event. */
export type TicketHead = {
  source: string;
  externalId: string | null;
  customerId: number | null;
  contactId: number | null;
  event: NewEvent;
};

/** The key under which this module's maps keep what an outside system calls `externalId`. */
export function outsideKey(source: string, externalId: string | null): string {
  return JSON.stringify([source, externalId]);
}

/** Rows whose (source, external id) is among `pairs`. */
export function isOneOf(
  [source, externalId]: [PgColumn, PgColumn],
  pairs: { source: string; externalId: string | null }[],
): SQL {
  const list = pairs.map((pair) => sql`(${pair.source}, ${pair.externalId})`);
  return sql`(${source}, ${externalId}) in (${sql.join(list, sql`, `)})`;
}

/**
 * The customers by `outsideKey`; a new one is written down, a known one's card says what was said last,
 * unless that is history.
 */
export async function upsertCustomers(
  tx: Ctx,
  cards: CustomerCard[],
  { renews = true }: { renews?: boolean } = {},
): Promise<Map<string, Contact>> {
  const met = new Map<string, Contact>();
  // Missing cards are inserted; those somebody else inserted meanwhile are found by the second attempt.
  for (let attempt = 0; attempt < 2; attempt++) {
    const missing = distinct(cards.filter((card) => !met.has(outsideKey(card.source, card.externalId))));
    if (missing.length === 0) break;
    const found = await tx.db
      .select()
      .from(customer)
      .where(isOneOf([customer.source, customer.externalId], missing));
    const current = renews ? await renewCards(tx, found, cards) : found;
    for (const row of current) met.set(outsideKey(row.source, row.externalId), row);
    const unknown = missing.filter((card) => !met.has(outsideKey(card.source, card.externalId)));
    if (unknown.length === 0) break;
    const made = await tx.db.execute<MadeRow & Contact>(
      insertRows(customer, unknown.map(rowOf), unlessKnown),
    );
    for (const row of made) met.set(outsideKey(row.source, row.externalId), row);
  }
  return met;
}

/** A customer who was renamed, or gave an address, is known and found by it from now on; what is left out stays. */
async function renewCards(
  tx: Ctx,
  known: (typeof customer.$inferSelect)[],
  cards: readonly CustomerCard[],
): Promise<(typeof customer.$inferSelect)[]> {
  const current = [...known];
  for (const [place, row] of known.entries()) {
    const key = outsideKey(row.source, row.externalId);
    const said = cards.findLast((card) => outsideKey(card.source, card.externalId) === key);
    if (!said) continue;
    const now = renewed(row, said);
    if (JSON.stringify(now) === JSON.stringify(row)) continue;
    current[place] = now;
    const { name, email, emailVerified, company } = now;
    await tx.db.update(customer).set({ name, email, emailVerified, company }).where(eq(customer.id, row.id));
    await indexTickets(tx, sql`select id from ticket where customer_id = customer_root(${row.id})`);
  }
  return current;
}

/** What was verified of an address holds for that address alone. */
function renewed<Row extends typeof customer.$inferSelect>(row: Row, said: CustomerCard): Row {
  const email = said.email ?? row.email;
  const isSame = email?.toLowerCase() === row.email?.toLowerCase();
  const emailVerified = email !== null && ((said.isVerified ?? false) || (isSame && row.emailVerified));
  return { ...row, name: said.name || row.name, email, emailVerified, company: said.company ?? row.company };
}

/** Opens tickets and returns their rows by `outsideKey`; one that somebody else opened just now is left out. */
export async function openTickets(tx: Ctx, heads: TicketHead[]): Promise<Map<string, LockedTicket>> {
  if (heads.length === 0) return new Map();
  const fresh = { version: 1, createdAt: tx.now() };
  const rows = await Promise.all(
    distinct(heads).map(async ({ event, ...head }) => ({
      ...(await openingRow(tx, event, head.customerId)),
      ...head,
      ...fresh,
      // As a rule what follows the opening, so that the row need not be written again.
      agentState: stateAtOpening({ body: "", data: {}, ...event }),
    })),
  );
  const made = await tx.db.execute<MadeRow>(insertRows(ticket, rows, unlessThere));
  const ids = new Map(made.map((row) => [outsideKey(row.source, row.externalId), row.id]));
  return new Map(
    rows.flatMap((row) => {
      const key = outsideKey(row.source, row.externalId);
      const id = ids.get(key);
      return id === undefined ? [] : [[key, { ...row, id }] as const];
    }),
  );
}

function rowOf(card: CustomerCard): typeof customer.$inferInsert {
  const { source, externalId, name, email, company, isVerified = false } = card;
  return { source, externalId, name, email, emailVerified: isVerified && email !== null, company };
}

type MadeRow = { id: number; source: string; externalId: string | null };

/** How customers and tickets that exist already are left alone, and new ones told. */
const unlessThere = sql`on conflict do nothing returning id::float8 as id, source, external_id as "externalId"`;

const unlessKnown = sql`${unlessThere}, email`;

/** The first of each outside key, in the order of the keys: everybody waits for the others' rows in the same order. */
function distinct<Item extends { source: string; externalId: string | null }>(items: Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = outsideKey(item.source, item.externalId);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
