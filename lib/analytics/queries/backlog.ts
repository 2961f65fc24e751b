/** Tickets open at the end of each day. */
import { and, gte, sql } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { type Chart, count, dayOf, inQueue, perDay, type Range } from "../chart";

export const backlog: Chart = {
  title: "Backlog",
  section: "Tickets",
  definition:
    "Tickets open at the end of the day: their first event was before it, and they were not solved or closed by then.",
  kind: "line",
  format: "number",
  unit: "tickets",
  sampleUnit: "open now",
  rowsView: "active",
  async load(ctx, range) {
    const [openNow, opened, solved] = await Promise.all([
      openTickets(ctx, range),
      sinceStart(ctx, range, ticket.openedAt),
      sinceStart(ctx, range, ticket.solvedAt),
    ]);
    // Counted backwards from what is open now: that is few rows, however many tickets there have been.
    const after = (day: string, counts: Map<string, number>) =>
      [...counts].reduce((sum, [other, count]) => (other > day ? sum + count : sum), 0);
    const today = ctx.now().toISOString().slice(0, 10);
    const rows = range.days
      .filter((day) => day <= today)
      .map((day) => ({ day, open: openNow - after(day, opened) + after(day, solved) }));
    return { points: perDay(range, rows, { Open: (row) => row.open }, null), sample: openNow };
  },
};

async function openTickets(ctx: Ctx, range: Range): Promise<number> {
  const [row] = await ctx.db
    .select({ count })
    .from(ticket)
    .where(and(sql`${ticket.status} in ('new','open','waiting','on_hold')`, inQueue(ticket.queueId, range)));
  return row?.count ?? 0;
}

/** Tickets whose `instant` is on or after the first day, by day, up to now. */
async function sinceStart(
  ctx: Ctx,
  range: Range,
  instant: typeof ticket.openedAt | typeof ticket.solvedAt,
): Promise<Map<string, number>> {
  const rows = await ctx.db
    .select({ day: dayOf(instant), count })
    .from(ticket)
    .where(and(gte(instant, range.from), inQueue(ticket.queueId, range)))
    .groupBy(dayOf(instant));
  return new Map(rows.map(({ day, count }) => [day, count]));
}
