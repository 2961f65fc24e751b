/** What the attention and token budgets held back lately. */
import { and, count, eq, gt } from "drizzle-orm";
import { modelUsage } from "#db/schema/models";
import { agentRun } from "#db/schema/suggestions";
import { tokensToday } from "#lib/models/token-budget";
import type { Ctx } from "#lib/platform/context";
import type { HeldBack } from "#lib/policy/model";

const dayMs = 24 * 3_600_000;

/** Cards that waited in the last 24 hours, and what today's tokens came to and held back. */
export async function heldBack(ctx: Ctx): Promise<HeldBack> {
  const day = ctx.now().toISOString().slice(0, 10);
  const [cards, calls, tokens] = await Promise.all([
    ctx.db
      .select({ count: count() })
      .from(agentRun)
      .where(and(gt(agentRun.at, new Date(ctx.now().getTime() - dayMs)), eq(agentRun.reason, "attention"))),
    ctx.db.select({ held: modelUsage.held }).from(modelUsage).where(eq(modelUsage.day, day)),
    tokensToday(ctx),
  ]);
  return {
    cards: cards[0]?.count ?? 0,
    modelCalls: calls.reduce((sum, { held }) => sum + held, 0),
    tokens,
  };
}
