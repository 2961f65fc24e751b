/** How long proposals waited for their decision. */
import { and, isNull } from "drizzle-orm";
import { label } from "#db/schema/suggestions";
import { type Chart, count, dayOf, during, ofQueue, percentile, perDay, sumOf } from "../chart";

export const timeToDecide: Chart = {
  title: "Time to decide",
  section: "Proposals",
  definition:
    "From a proposal being shown to the decision on it, by the day of the decision, round the clock. Undone decisions are left out.",
  kind: "line",
  format: "duration",
  sampleUnit: "decisions",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({
        day: dayOf(label.createdAt),
        median: percentile(0.5, label.timeToDecideMs),
        p90: percentile(0.9, label.timeToDecideMs),
        count,
      })
      .from(label)
      .where(and(during(label.createdAt, range), isNull(label.retractedAt), ofQueue(label.ticketId, range)))
      .groupBy(dayOf(label.createdAt));
    return {
      points: perDay(range, rows, { Median: (row) => row.median, "90th percentile": (row) => row.p90 }, null),
      sample: sumOf(rows, (row) => row.count),
    };
  },
};
