/** Takes tickets out of the training log, so that every worker learns anew from what is left. */
import { eq, sql } from "drizzle-orm";
import { learnedState, trainingExample } from "#db/schema/agent";
import { queue } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "./context";

const generationKey = "generation";

/**
 * Removes the training examples of `ticketIds`, drops the saved state, and begins a new generation of learning: a state of
 * an earlier one is neither used nor saved again.
 */
export async function unlearn(tx: Ctx, ticketIds: readonly number[]): Promise<void> {
  await lockTraining(tx);
  const gone = await tx.db.execute(sql`
    delete from ${trainingExample}
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

/** Holds back whoever records or removes training examples until the transaction ends, so that one sees what the other did. */
export async function lockTraining(tx: Ctx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('agent.training', 0))`);
}

/** True for a ticket nobody but the members of its queue may hear of: it is never a training example. */
export async function isKeptFromTraining(tx: Ctx, ticketId: number): Promise<boolean> {
  const [row] = await tx.db
    .select({ isRestricted: queue.isRestricted })
    .from(ticket)
    .innerJoin(queue, eq(queue.id, ticket.queueId))
    .where(eq(ticket.id, ticketId));
  return row?.isRestricted ?? false;
}

/** Unlearns tickets that now lie in a restricted queue and did not before. */
export async function unlearnRestricted(
  tx: Ctx,
  moves: readonly { ticketId: number; queueId: number | null }[],
): Promise<void> {
  if (moves.length === 0) return;
  const rows = await tx.db
    .select({ id: queue.id })
    .from(queue)
    .where(sql`is_restricted and id = any(${sql.param(moves.map(({ queueId }) => queueId))}::bigint[])`);
  const restricted = new Set(rows.map(({ id }) => id));
  const gone = moves.filter(({ queueId }) => restricted.has(queueId ?? 0));
  if (gone.length > 0)
    await unlearn(
      tx,
      gone.map(({ ticketId }) => ticketId),
    );
}

/** The generation learning is in: it grows with everything that is unlearned. */
export async function generation(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db
    .select({ version: learnedState.version })
    .from(learnedState)
    .where(eq(learnedState.key, generationKey));
  return row?.version ?? 0;
}
