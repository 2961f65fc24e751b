/** Counts the clocks of all open tickets anew: after a change of policies, hours or reminder delay. */
import { and, asc, eq, gt, inArray, isNotNull, or, sql } from "drizzle-orm";
import { slaClock } from "#db/schema/sla";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { publishChanges } from "#lib/platform/changes";
import { type Ctx, refusePeople, withTransaction } from "#lib/platform/context";
import { forgetRecent } from "#lib/settings/queries";
import { updateTickets } from "./consequences";
import { besideTickets, keepBeside, termsFor, withDueTimes } from "./due-times";
import { refold } from "./folding";
import { hold } from "./lock";
import { activeStatuses } from "./model";
import { typed } from "./stored-event";

/** Settings that clocks depend on. */
const settings = ["policy.hours", "policy.silence", "sla.policies"] as const;

/** Tickets seen to in one transaction. */
const portion = 100;

/** Counts anew; returns how many tickets were. History, on which nothing runs, is left alone. Safe to run again. */
export async function recomputeClocks(ctx: Ctx): Promise<number> {
  refusePeople(ctx);
  for (const key of settings) forgetRecent(ctx, key);
  let count = 0;
  for (let after = 0; ; ) {
    const ids = await nextTickets(ctx, after);
    if (ids.length === 0) return count;
    await withTransaction(ctx, (tx) => recomputeTickets(tx, ids));
    count += ids.length;
    after = ids.at(-1) ?? after;
  }
}

async function nextTickets(ctx: Ctx, after: number): Promise<number[]> {
  const running = sql`exists (select from ${slaClock} where ${slaClock.ticketId} = ${ticket.id} and ${slaClock.stoppedAt} is null)`;
  const rows = await ctx.db
    .select({ id: ticket.id })
    .from(ticket)
    .where(
      and(
        gt(ticket.id, after),
        inArray(ticket.status, [...activeStatuses]),
        or(isNotNull(ticket.dueAt), isNotNull(ticket.ringsAt), running),
      ),
    )
    .orderBy(asc(ticket.id))
    .limit(portion);
  return rows.map(({ id }) => id);
}

/** Counts the clocks of these tickets anew, in the caller's transaction. */
export async function recomputeTickets(tx: Ctx, ids: number[]): Promise<void> {
  const rows = await tx.db
    .select()
    .from(ticket)
    .where(and(inArray(ticket.id, ids), inArray(ticket.status, [...activeStatuses])))
    .orderBy(asc(ticket.id))
    .for("no key update");
  const [besides, terms, events] = await Promise.all([
    besideTickets(tx, ids),
    termsFor(tx, rows),
    tx.db.select().from(ticketEvent).where(inArray(ticketEvent.ticketId, ids)),
  ]);
  const changes = rows.flatMap((before) => {
    const beside = besides.get(before.id) ?? { clocks: [], commitments: [] };
    const own = events.filter(({ ticketId }) => ticketId === before.id).map(typed);
    const folded = refold(terms(before.id), own, { state: before, clocks: beside.clocks });
    if (!folded) return [];
    const { followUpAt, followUpReason } = folded.state;
    const now = { ...beside, clocks: folded.clocks };
    return [{ before, after: withDueTimes({ ...before, followUpAt, followUpReason }, now), beside, now }];
  });
  for (const { after } of changes) hold(tx, after);
  await Promise.all([
    updateTickets(
      tx,
      changes.map(({ before, after }) => ({ before, after, events: [] })),
    ),
    keepBeside(
      tx,
      changes.map(({ after, beside, now }) => ({ ticketId: after.id, before: beside, after: now })),
    ),
    publishChanges(
      tx,
      changes.map(({ after }) => ({ topic: "ticket", ticketId: after.id, data: { dueAt: after.dueAt } })),
    ),
  ]);
}

/** True while tickets of an older installation have a due time and no clock yet. */
export async function lacksClocks(ctx: Ctx): Promise<boolean> {
  const [found] = await ctx.db
    .select({ id: ticket.id })
    .from(ticket)
    .where(
      and(
        inArray(ticket.status, [...activeStatuses]),
        eq(ticket.dueReason, "answer"),
        sql`not exists (select from ${slaClock} where ${slaClock.ticketId} = ${ticket.id})`,
      ),
    )
    .limit(1);
  return found !== undefined;
}
