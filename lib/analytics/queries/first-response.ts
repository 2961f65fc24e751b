import { ticket } from "#db/schema/tickets";
import { type Chart, count, dayOf, elapsed, percentile, perDay, sumOf } from "../chart";
import { answeredIn } from "../counted";

export const firstResponse: Chart = {
  title: "First response",
  section: "Tickets",
  definition:
    "From a ticket's first message to the first reply a person sent, by the day the ticket came in, round the clock. Alerts and tickets without a reply are left out.",
  kind: "line",
  format: "duration",
  sampleUnit: "answered tickets",
  async load(ctx, range) {
    const waited = elapsed(ticket.openedAt, ticket.firstReplyAt);
    const rows = await ctx.db
      .select({
        day: dayOf(ticket.openedAt),
        median: percentile(0.5, waited),
        p90: percentile(0.9, waited),
        count,
      })
      .from(ticket)
      .where(answeredIn(range))
      .groupBy(dayOf(ticket.openedAt));
    return {
      points: perDay(range, rows, { Median: (row) => row.median, "90th percentile": (row) => row.p90 }, null),
      sample: sumOf(rows, (row) => row.count),
    };
  },
};
