/** Remembers what this process has committed to the audit trail until it is chained: a row taken away before that is told of. */
import { inArray } from "drizzle-orm";
import { processWide } from "#db/process-wide";
import { audit } from "#db/schema/platform";
import type { Ctx } from "./context";

type Seen = { id: number; seal: string };
const remembered = processWide<Seen[]>("witness");
/** More than is written in the seconds until rows are chained, whatever the load. */
const most = 50_000;

/** Lets this process remember what it writes; call `missingRows` now and then. */
export function openWitness(): void {
  remembered.value ??= [];
}

/** Rows that have been committed. */
export function witness(rows: readonly Seen[]): void {
  const seen = remembered.value;
  if (seen && seen.length < most) seen.push(...rows);
}

/**
 * Ids of the rows this process wrote that are no longer there as they were written. Those that are chained are
 * forgotten, because the chain holds them from then on.
 */
export async function missingRows(ctx: Ctx): Promise<number[]> {
  const seen = remembered.value;
  if (!seen || seen.length === 0) return [];
  const asked = seen.splice(0);
  try {
    const ids = asked.map(({ id }) => id);
    const found = await ctx.db
      .select({ id: audit.id, seal: audit.seal, sequence: audit.sequence })
      .from(audit)
      .where(inArray(audit.id, ids));
    const rows = new Map(found.map((row) => [row.id, row]));
    seen.unshift(
      ...asked.filter(({ id, seal }) => rows.get(id)?.seal === seal && rows.get(id)?.sequence === null),
    );
    return asked.filter(({ id, seal }) => rows.get(id)?.seal !== seal).map(({ id }) => id);
  } catch (error) {
    seen.unshift(...asked);
    throw error;
  }
}
