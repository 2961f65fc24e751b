/** How long tickets took from first message to solved. */
import { and } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { type Chart, count, dayOf, during, elapsed, inQueue, percentile, perDay, sumOf } from "../chart";

export const resolution: Chart = {
  title: "Resolution",
  section: "Tickets",
  definition:
    "From a ticket's first event to the time it was last solved or closed, by the day it was solved, round the clock. Open and reopened tickets are left out.",
  kind: "line",
  format: "duration",
  sampleUnit: "solved tickets",
  rowsView: "closed",
  async load(ctx, range) {
    const took = elapsed(ticket.openedAt, ticket.solvedAt);
    const rows = await ctx.db
      .select({
        day: dayOf(ticket.solvedAt),
        median: percentile(0.5, took),
        p90: percentile(0.9, took),
        count,
      })
      .from(ticket)
      .where(and(during(ticket.solvedAt, range), inQueue(ticket.queueId, range)))
      .groupBy(dayOf(ticket.solvedAt));
    return {
      points: perDay(range, rows, { Median: (row) => row.median, "90th percentile": (row) => row.p90 }, null),
      sample: sumOf(rows, (row) => row.count),
    };
  },
};
