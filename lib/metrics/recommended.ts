/** The thresholds recommended for a series from its last seven days. */
import type { Ctx } from "#lib/platform/context";
import type { SeriesRow } from "./model";
import { pointsOf } from "./queries";
import { type Recommendation, recommendThresholds } from "./thresholds";

const week = 7 * 86_400_000;

/** Null while there are not points enough. `alarms`: events a week that may pass them. */
export async function recommendedFor(
  ctx: Ctx,
  series: SeriesRow,
  alarms: number,
): Promise<Recommendation | null> {
  const to = ctx.now().getTime();
  const points = await pointsOf(ctx, series.id, { from: to - week, to });
  return recommendThresholds(points, alarms);
}
