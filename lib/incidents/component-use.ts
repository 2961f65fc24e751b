/** What is kept of each component, kind of component and place: how often it failed, and when. */
import { inArray } from "drizzle-orm";
import { componentUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";

/** In a storm everything fails beside everything: of so many failing components nothing is learned. */
export const mostAtOnce = 50;

export type Use = typeof componentUse.$inferSelect;

/** What is kept of these, by their keys. */
export async function usesOf(tx: Ctx, components: string[]): Promise<Map<string, Use>> {
  if (components.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(componentUse)
    .where(inArray(componentUse.component, [...new Set(components)]));
  return new Map(rows.map((row) => [row.component, row]));
}

/** How often something fails, an hour; null where it was not watched for a day. */
export function rateOf({ failures, firstAt }: Use, at: Date): number | null {
  const hours = (at.getTime() - firstAt.getTime()) / 3_600_000;
  return hours >= 24 ? failures / hours : null;
}
