/** The share of proposed replies that was accepted. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { decision, suggestion } from "#db/schema/suggestions";
import { count, countIf } from "../chart";
import { decidedIn } from "../counted";
import { replyKinds } from "../queries/acceptance-rate";
import type { TileSource } from "./tile";

export const replyAcceptanceTile: TileSource = {
  title: "Reply acceptance",
  definition: "Of the decisions on replies and follow-ups: the share accepted without an edit.",
  format: "percent",
  better: "higher",
  sampleUnit: "decisions",
  async load(ctx, range) {
    const [row] = await ctx.db
      .select({ accepted: countIf(sql`${decision.verdict} = 'accept'`), count })
      .from(decision)
      .innerJoin(suggestion, eq(suggestion.id, decision.suggestionId))
      .where(and(decidedIn(range), inArray(suggestion.kind, replyKinds)));
    return row && row.count > 0
      ? { value: row.accepted / row.count, sample: row.count }
      : { value: null, sample: 0 };
  },
};
