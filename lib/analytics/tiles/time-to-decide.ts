/** How long proposals waited for their decision. */
import { and, isNull } from "drizzle-orm";
import { label } from "#db/schema/suggestions";
import { count, during, ofQueue, percentile } from "../chart";
import type { TileSource } from "./tile";

export const timeToDecideTile: TileSource = {
  title: "Time to decide",
  definition: "Median time from a proposal being shown to the decision on it. Undone decisions are left out.",
  format: "duration",
  better: "lower",
  sampleUnit: "decisions",
  async load(ctx, range) {
    const [row] = await ctx.db
      .select({ value: percentile(0.5, label.timeToDecideMs), count })
      .from(label)
      .where(and(during(label.createdAt, range), isNull(label.retractedAt), ofQueue(label.ticketId, range)));
    return { value: row && row.count > 0 ? row.value : null, sample: row?.count ?? 0 };
  },
};
