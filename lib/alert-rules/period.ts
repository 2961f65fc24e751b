/** How far back rules are looked at. */
import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";

/** Days over which firings are looked at. */
export const firedDays = 28;
/** Points are kept for nine days; what is older cannot be tried. */
export const triedDays = 9;

/** The beginning of the last `days` days. */
export function daysAgo(ctx: Ctx, days: number): SQL {
  return sql`${new Date(ctx.now().getTime() - days * 86_400_000).toISOString()}::timestamptz`;
}
