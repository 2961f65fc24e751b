/** What another threshold would have brought, from the log of this one: inverse propensity scoring, self-normalised. */
import { and, isNotNull } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import type { GateRecord } from "#lib/policy/model";
import { during, ofQueue, type Range } from "../chart";
import { type JudgedCard, judgements } from "./judgements";

/** What would have been the case had every card from `threshold` on been shown, and no other. */
export type Estimate = {
  threshold: number;
  /** Share of the weighed drafts that would have been shown. */
  shown: number;
  /**
   * Share of the decided ones that would have been worth it (SNIPS, Swaminathan & Joachims 2015); null where the log
   * cannot tell: nothing was decided, or some of these cards had no chance of being shown.
   */
  worth: number | null;
  /** As many evenly weighted decisions would be as sure: (Σ w)² / Σ w². */
  effective: number;
};

/** Thresholds asked about. */
const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The estimates for every threshold, and how many decided cards they rest on. */
export async function offPolicy(ctx: Ctx, range: Range): Promise<{ estimates: Estimate[]; decided: number }> {
  const [cards, weighed] = await Promise.all([judgements(ctx, range), drafts(ctx, range)]);
  const decided = cards.filter(({ kind, gate }) => kind === "decision" && gate.verdict === "show");
  if (decided.length === 0) return { estimates: [], decided: 0 };
  const estimates = thresholds.map((threshold) => {
    const above = decided.filter(({ gate }) => gate.probability >= threshold);
    const asked = weighed.filter(({ probability }) => probability >= threshold);
    const weights = above.map(({ gate }) => 1 / gate.propensity);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const squares = weights.reduce((sum, weight) => sum + weight ** 2, 0);
    const hadChance = asked.every((gate) => chanceOfShowing(gate) > 0);
    return {
      threshold,
      shown: weighed.length === 0 ? 0 : asked.length / weighed.length,
      worth: above.length > 0 && hadChance ? weightOf(above.filter(({ good }) => good)) / total : null,
      effective: hadChance && squares > 0 ? total ** 2 / squares : 0,
    };
  });
  return { estimates, decided: decided.length };
}

/** Every draft the gate weighed, whatever became of it. */
async function drafts(ctx: Ctx, range: Range): Promise<GateRecord[]> {
  const rows = await ctx.db
    .select({ gate: agentRun.gate })
    .from(agentRun)
    .where(and(during(agentRun.at, range), ofQueue(agentRun.ticketId, range), isNotNull(agentRun.gate)));
  return rows.flatMap(({ gate }) => gate ?? []);
}

/** The chance the card had of being shown, whether it was or not. */
function chanceOfShowing({ verdict, propensity }: GateRecord): number {
  return verdict === "show" ? propensity : 1 - propensity;
}

function weightOf(cards: JudgedCard[]): number {
  return cards.reduce((sum, { gate }) => sum + 1 / gate.propensity, 0);
}
