/** Takes tickets out of the training log, so that every worker learns anew from what is left. */
import { eq, sql } from "drizzle-orm";
import { learnedState, teaching } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";

const generationKey = "generation";

/**
 * Removes what was taught from `ticketIds`, drops the saved state, and begins a new generation of learning: a state of
 * an earlier one is neither used nor saved again.
 */
export async function unlearn(tx: Ctx, ticketIds: readonly number[]): Promise<void> {
  const gone = await tx.db.execute(sql`
    delete from ${teaching}
    where ticket_id in (select json_array_elements_text(${JSON.stringify(ticketIds)}::text::json)::bigint)`);
  if (gone.count === 0) return;
  await tx.db.delete(learnedState).where(sql`${learnedState.key} <> ${generationKey}`);
  await tx.db
    .insert(learnedState)
    .values({ key: generationKey, version: 1, bytes: new Uint8Array(), updatedAt: tx.now() })
    .onConflictDoUpdate({
      target: learnedState.key,
      set: { version: sql`${learnedState.version} + 1`, updatedAt: tx.now() },
    });
}

/** The generation learning is in: it grows with everything that is unlearned. */
export async function generation(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ version: learnedState.version })
    .from(learnedState)
    .where(eq(learnedState.key, generationKey));
  return row?.version ?? 0;
}
