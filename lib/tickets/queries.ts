/** Reads of tickets: one ticket, its timeline, its customer, the badges, who is looking. */
import { and, asc, eq, gt, inArray, lte, or, sql } from "drizzle-orm";
import { counter, customer, presence, ticket, ticketEvent } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { badgeScopes } from "./badges";
import { type BadgeCounts, Customer, Presence, presenceSeconds, Ticket, TimelineEvent } from "./model";

/** One ticket, or `AppError("not_found")`. */
export async function ticketById(ctx: Ctx, ticketId: number): Promise<Ticket> {
  const [row] = await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId));
  if (!row) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  return Ticket.parse(row);
}

/** A ticket's events in the order they were recorded; with `upTo` only those up to that event. */
export async function timeline(
  ctx: Ctx,
  ticketId: number,
  { upTo }: { upTo?: number } = {},
): Promise<TimelineEvent[]> {
  const rows = await ctx.db
    .select()
    .from(ticketEvent)
    .where(
      and(eq(ticketEvent.ticketId, ticketId), upTo === undefined ? undefined : lte(ticketEvent.id, upTo)),
    )
    .orderBy(asc(ticketEvent.id));
  return rows.map((row) => TimelineEvent.parse(row));
}

/** One customer, or null. */
export async function customerById(ctx: Ctx, customerId: number | null): Promise<Customer | null> {
  if (customerId === null) return null;
  const [row] = await ctx.db.select().from(customer).where(eq(customer.id, customerId));
  return row ? Customer.parse(row) : null;
}

/** Badge counts for the context's actor; a sum of a few hundred rows however many tickets there are. */
export async function badgeCounts(ctx: Ctx): Promise<BadgeCounts> {
  const rows = await ctx.db
    .select({ scope: counter.scope, key: counter.key, value: sql<number>`sum(${counter.value})::int` })
    .from(counter)
    .where(
      or(
        inArray(
          counter.scope,
          badgeScopes.filter((scope) => scope !== "mine"),
        ),
        and(eq(counter.scope, "mine"), eq(counter.key, ctx.actor.id)),
      ),
    )
    .groupBy(counter.scope, counter.key);
  const counts: BadgeCounts = { active: 0, proposed: 0, unassigned: 0, waiting: 0, mine: 0, queues: {} };
  for (const { scope, key, value } of rows) {
    if (scope === "queue") counts.queues[key] = value;
    else counts[scope as Exclude<keyof BadgeCounts, "queues">] = value;
  }
  return counts;
}

/** Who shows presence on a ticket, without the asker. */
export async function presentPeople(ctx: Ctx, ticketId: number): Promise<Presence[]> {
  const since = new Date(ctx.now().getTime() - presenceSeconds * 1000);
  const rows = await ctx.db
    .select()
    .from(presence)
    .where(and(eq(presence.ticketId, ticketId), gt(presence.seenAt, since)));
  return rows.filter(({ userId }) => userId !== ctx.actor.id).map((row) => Presence.parse(row));
}
