/** Why proposals were rejected. */
import { and, desc, isNotNull } from "drizzle-orm";
import { decision } from "#db/schema/suggestions";
import { rejectReasons } from "#lib/suggestions/model";
import { type Chart, count, perCategory, sumOf } from "../chart";
import { decidedIn } from "../counted";

export const rejectReasonCounts: Chart = {
  title: "Reject reasons",
  section: "Proposals",
  definition:
    "Rejected proposals by the reason the analyst gave, most frequent first. Undone decisions are left out.",
  kind: "table",
  format: "number",
  sampleUnit: "rejections",
  async load(ctx, range) {
    const found = await ctx.db
      .select({ reason: decision.reason, count })
      .from(decision)
      .where(and(decidedIn(range), isNotNull(decision.reason)))
      .groupBy(decision.reason)
      .orderBy(desc(count), decision.reason);
    const rows = found.flatMap(({ reason, count }) =>
      reason ? [{ x: rejectReasons[reason].label, count }] : [],
    );
    return {
      points: perCategory(rows, { Rejected: (row) => row.count }),
      sample: sumOf(rows, (row) => row.count),
    };
  },
};
