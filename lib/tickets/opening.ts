/** How tickets and customers come into being: once each, however many senders mention them at the same moment. */
import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { insertRows } from "#db/json";
import { customer, ticket } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import type { LockedTicket } from "./consequences";
import { awaitsLook } from "./message/standing";
import { type NewEvent, openingRow } from "./timeline";

/** What a sender says of a customer; `source` and `externalId` say who it is. */
export type CustomerCard = {
  source: string;
  externalId: string;
  name: string;
  email: string | null;
  company: string | null;
};

/** A ticket to be opened by its first event. */
export type TicketHead = {
  source: string;
  externalId: string | null;
  customerId: number | null;
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
 * Ids of the customers by `outsideKey`; a new one is written down, a known one's card says what was said last,
 * unless that is history.
 */
export async function meetCustomers(
  tx: Ctx,
  cards: CustomerCard[],
  { renews = true }: { renews?: boolean } = {},
): Promise<Map<string, number>> {
  const met = new Map<string, number>();
  // What one look finds missing, the insert makes, unless somebody else does: then the second look finds it.
  for (let look = 0; look < 2; look++) {
    const missing = distinct(cards.filter((card) => !met.has(outsideKey(card.source, card.externalId))));
    if (missing.length === 0) break;
    const found = await tx.db
      .select()
      .from(customer)
      .where(isOneOf([customer.source, customer.externalId], missing));
    for (const row of found) met.set(outsideKey(row.source, row.externalId), row.id);
    if (renews) await renewCards(tx, found, cards);
    const unknown = missing.filter((card) => !met.has(outsideKey(card.source, card.externalId)));
    if (unknown.length === 0) break;
    const made = await tx.db.execute<MadeRow>(insertRows(customer, unknown.map(rowOf), unlessThere));
    for (const row of made) met.set(outsideKey(row.source, row.externalId), row.id);
  }
  return met;
}

/** A customer who was renamed, or gave an address, is known by it from now on; what is left out stays. */
async function renewCards(
  tx: Ctx,
  known: (typeof customer.$inferSelect)[],
  cards: readonly CustomerCard[],
): Promise<void> {
  for (const row of known) {
    const key = outsideKey(row.source, row.externalId);
    const said = cards.findLast((card) => outsideKey(card.source, card.externalId) === key);
    if (!said) continue;
    const { name, email, company } = said;
    const now = { name: name || row.name, email: email ?? row.email, company: company ?? row.company };
    if (now.name === row.name && now.email === row.email && now.company === row.company) continue;
    await tx.db.update(customer).set(now).where(eq(customer.id, row.id));
  }
}

/** Opens tickets and returns their rows by `outsideKey`; one that somebody else opened just now is left out. */
export async function openTickets(tx: Ctx, heads: TicketHead[]): Promise<Map<string, LockedTicket>> {
  if (heads.length === 0) return new Map();
  const fresh = { version: 1, createdAt: tx.now() };
  const rows = await Promise.all(
    distinct(heads).map(async ({ event, ...head }) => ({
      ...(await openingRow(tx, event)),
      ...head,
      ...fresh,
      // As a rule what follows the opening, so that the row need not be written again.
      agentState: awaitsLook({ body: "", data: {}, ...event }) ? ("considering" as const) : ("none" as const),
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

function rowOf({ source, externalId, name, email, company }: CustomerCard): typeof customer.$inferInsert {
  return { source, externalId, name, email, company };
}

type MadeRow = { id: number; source: string; externalId: string | null };

/** How customers and tickets that exist already are left alone, and new ones told. */
const unlessThere = sql`on conflict do nothing returning id::float8 as id, source, external_id as "externalId"`;

/** The first of each outside key, in the order of the keys: everybody waits for the others' rows in the same order. */
function distinct<Item extends { source: string; externalId: string | null }>(items: Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const key = outsideKey(item.source, item.externalId);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
