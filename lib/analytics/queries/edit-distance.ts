/** How much analysts changed the proposals they edited. */
import { and, eq, isNull } from "drizzle-orm";
import { label } from "#db/schema/suggestions";
import { type Chart, count, dayOf, during, ofQueue, percentile, perDay, sumOf } from "../chart";

export const editDistance: Chart = {
  title: "Edit distance",
  section: "Proposals",
  definition:
    "Characters inserted, deleted or replaced (Levenshtein) between an edited proposal and what was sent, by the day of the decision. Accepted proposals are left out.",
  kind: "line",
  format: "number",
  unit: "characters",
  sampleUnit: "edits",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({
        day: dayOf(label.createdAt),
        median: percentile(0.5, label.editDistance),
        p90: percentile(0.9, label.editDistance),
        count,
      })
      .from(label)
      .where(
        and(
          during(label.createdAt, range),
          isNull(label.retractedAt),
          eq(label.verdict, "edit"),
          ofQueue(label.ticketId, range),
        ),
      )
      .groupBy(dayOf(label.createdAt));
    return {
      points: perDay(range, rows, { Median: (row) => row.median, "90th percentile": (row) => row.p90 }, null),
      sample: sumOf(rows, (row) => row.count),
    };
  },
};
