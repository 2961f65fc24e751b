/** How many tokens of the model a day may cost; beyond it the built-in apprentice drafts, and says so. */
import { eq, sql } from "drizzle-orm";
import { modelUsage } from "#db/schema/models";
import type { Ctx } from "#lib/platform/context";
import type { TokenBudget } from "#lib/settings/model";
import { noteHeld, uncounted } from "./model-usage";
import type { ModelEndpoint } from "./models";

/** The endpoint while the day's tokens last; else none, and a sentence on why. */
export async function withinTokens(
  ctx: Ctx,
  endpoint: ModelEndpoint | null,
  budget: TokenBudget | undefined,
): Promise<{ endpoint: ModelEndpoint | null; spent: string | null }> {
  const perDay = budget?.perDay ?? null;
  if (!endpoint || perDay === null || (await tokensToday(ctx)) < perDay) return { endpoint, spent: null };
  noteHeld(endpoint.model);
  const spent = `The ${perDay.toLocaleString("en-GB")} tokens of ${endpoint.model} a day are used up. The built-in apprentice wrote this instead.`;
  return { endpoint: null, spent };
}

/** Tokens of all models since midnight, UTC; those of other workers as of a few seconds ago. */
export async function tokensToday(ctx: Ctx): Promise<number> {
  const day = ctx.now().toISOString().slice(0, 10);
  const [row] = await ctx.db
    .select({
      tokens: sql<number>`coalesce(sum(${modelUsage.inputTokens} + ${modelUsage.outputTokens}), 0)::float8`,
    })
    .from(modelUsage)
    .where(eq(modelUsage.day, day));
  return (row?.tokens ?? 0) + uncounted();
}
