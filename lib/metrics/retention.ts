/** How long metrics are kept: points for a while, the figures of their hours much longer. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

/** Days that single points are kept, and the figures of an hour. */
export const pointDays = 9;
export const hourDays = 400;
const hoursPerDay = 24;
/** Rows of one statement. */
const portion = 20_000;

/** Takes away what is older; returns how many rows that concerned. */
export async function forgetOldPoints(ctx: Ctx): Promise<number> {
  const now = Math.floor(ctx.now().getTime() / 3_600_000);
  const thinned = await ctx.db.execute(sql`
    update metric_hour set points = null where (series_id, hour) in (
      select series_id, hour from metric_hour
      where points is not null and hour < ${now - pointDays * hoursPerDay} limit ${portion})`);
  const gone = await ctx.db.execute(sql`
    delete from metric_hour where (series_id, hour) in (
      select series_id, hour from metric_hour where hour < ${now - hourDays * hoursPerDay} limit ${portion})`);
  return thinned.count + gone.count;
}
