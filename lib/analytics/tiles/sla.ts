/** The share of service level clocks that were met. */
import { and } from "drizzle-orm";
import { slaClock } from "#db/schema/sla";
import { countIf, during, ofQueue } from "../chart";
import { isMet, isMissed } from "../queries/sla-attainment";
import type { TileSource } from "./tile";

export const slaTile: TileSource = {
  title: "SLA met",
  definition:
    "Of the service level clocks that started in the range: the share that was met. A clock that runs counts once its time is up.",
  format: "percent",
  better: "higher",
  sampleUnit: "clocks",
  async load(ctx, range) {
    const [row] = await ctx.db
      .select({ met: countIf(isMet), missed: countIf(isMissed(ctx.now())) })
      .from(slaClock)
      .where(and(during(slaClock.startedAt, range), ofQueue(slaClock.ticketId, range)));
    const sample = row ? row.met + row.missed : 0;
    return { value: row && sample > 0 ? row.met / sample : null, sample };
  },
};
