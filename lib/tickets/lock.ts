/**
 * Row lock of a ticket, taken once per transaction: a second request gets the row as this transaction has left it. It lets
 * others go on writing rows that only name the ticket.
 */
import { eq, type SQL } from "drizzle-orm";
import type { Database } from "#db/client";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { type Ctx, isInTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { LockedTicket } from "./change";

/** Rows each open transaction holds. Nobody else changes them, and what it changes itself it notes here. */
const heldBy = new WeakMap<Database, Map<number, LockedTicket>>();

/**
 * Locks a ticket's row until the transaction ends, so that everything that happens to a ticket happens
 * one at a time. Throws `not_found`, and `conflict` when a person has changed it since `version`.
 */
export async function lockTicket(tx: Ctx, ticketId: number, version?: number): Promise<LockedTicket> {
  const row =
    heldBy.get(tx.db)?.get(ticketId) ??
    (await lockWhere(tx, eq(ticket.id, ticketId), `There is no ticket ${ticketId}.`));
  if (version !== undefined && version !== row.version)
    throw new AppError("conflict", "A colleague changed this ticket in the meantime.", {
      version: row.version,
    });
  return row;
}

/** Locks the ticket of an event; throws `not_found`. */
export async function lockTicketOf(tx: Ctx, eventId: number): Promise<LockedTicket> {
  const which = tx.db
    .select({ ticketId: ticketEvent.ticketId })
    .from(ticketEvent)
    .where(eq(ticketEvent.id, eventId));
  // Where nothing is held yet the ticket cannot be: one statement finds and locks it.
  if (!heldBy.get(tx.db)?.size) return lockWhere(tx, eq(ticket.id, which), `There is no event ${eventId}.`);
  const [event] = await which;
  if (!event) throw new AppError("not_found", `There is no event ${eventId}.`);
  return lockTicket(tx, event.ticketId);
}

/** Notes what this transaction has made of a row. */
export function hold(tx: Ctx, row: LockedTicket): void {
  if (!isInTransaction(tx)) return;
  const held = heldBy.get(tx.db) ?? new Map<number, LockedTicket>();
  heldBy.set(tx.db, held.set(row.id, row));
}

/** Has the rows read anew: call it where they were changed by a statement of one's own. */
export function forgetHeld(tx: Ctx): void {
  heldBy.delete(tx.db);
}

/** Locks the one ticket a condition tells; throws `not_found` with the sentence given. */
export async function lockWhere(tx: Ctx, which: SQL, missing: string): Promise<LockedTicket> {
  const [row] = await tx.db.select().from(ticket).where(which).for("no key update");
  if (!row) throw new AppError("not_found", missing);
  hold(tx, row);
  return row;
}
