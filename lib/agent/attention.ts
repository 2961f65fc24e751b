/** The attention budget: how many cards analysts get an hour. The least useful are held back first, and say so. */
import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { percentWords } from "#lib/platform/percent/rules";
import type { Attention } from "#lib/settings/model";
import { abstainBecause, type Conclusion } from "./conclusion";

const hourMs = 3_600_000;

/** The cards an hour of a queue; null: any number. */
export function cardsPerHour({ perHour, queues }: Attention, queueId: number | null): number | null {
  return queues.find((row) => row.queueId === queueId)?.perHour ?? perHour;
}

/**
 * The conclusion, or an abstention where its card has to wait. Once half of the hour's cards are shown, one that is less likely
 * to help than most of them waits; once all are, every one does. What a rule says, a hand-over for one, is always shown.
 */
export async function withinAttention(
  ctx: Ctx,
  queueId: number | null,
  conclusion: Conclusion,
  attention: Attention | undefined,
): Promise<Conclusion> {
  const limit = attention ? cardsPerHour(attention, queueId) : null;
  const { gate, shown: card, outcome } = conclusion;
  if (limit === null || outcome !== "proposed" || !gate || !card) return conclusion;
  const shown = await shownLately(ctx, queueId, limit);
  if (!mustWait(gate.probability, shown, limit)) return conclusion;
  const words = `In this queue analysts get at most ${limit} cards an hour. ${shown.length} were shown; this one, likely to help with ${percentWords(gate.probability)}, waits for a better hour.`;
  return abstainBecause("attention", words, { gate, withheld: card });
}

/** Whether a card of this probability waits, given those shown within the hour. Pure. */
export function mustWait(probability: number, shown: readonly number[], limit: number): boolean {
  if (shown.length >= limit) return true;
  const middle = [...shown].sort((one, other) => one - other)[Math.floor(shown.length / 2)] ?? 0;
  return shown.length >= limit / 2 && probability < middle;
}

/** How likely to help the cards of the last hour were, in the queue. */
export async function shownLately(ctx: Ctx, queueId: number | null, most: number): Promise<number[]> {
  const rows = await ctx.db
    .select({ probability: sql<number>`(${agentRun.gate} ->> 'probability')::float8` })
    .from(agentRun)
    .innerJoin(ticket, eq(ticket.id, agentRun.ticketId))
    .where(
      and(
        gt(agentRun.at, new Date(ctx.now().getTime() - hourMs)),
        eq(agentRun.outcome, "proposed"),
        isNotNull(agentRun.gate),
        sql`${ticket.queueId} is not distinct from ${queueId}::bigint`,
      ),
    )
    .orderBy(desc(agentRun.at))
    .limit(most);
  return rows.map(({ probability }) => probability);
}
