/** The training examples of the gate, as rows: what it said of a card, what it did with it, and whether the card was worth it. */
import { and, eq, isNotNull, isNull, notExists, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { trainingExample } from "#db/schema/agent";
import { agentRun, label } from "#db/schema/suggestions";
import { wasGood } from "#lib/agent/trained-gate";
import { isJudgement } from "#lib/agent/training-example";
import type { Ctx } from "#lib/platform/context";
import type { GateRecord } from "#lib/policy/model";
import { during, ofQueue, type Range } from "../chart";

/** One judgement: a decision on a card, or the grade of a run. */
export type JudgedCard = {
  id: number;
  ticketId: number;
  at: Date;
  kind: "decision" | "grade";
  good: boolean;
  gate: GateRecord;
};

/** What to do for judgements to appear. */
export const untilDecided =
  "Decide on proposals in the inbox: each decision counts here ten seconds later, when it can no longer be undone.";

/** The judgements recorded within the range that no later one replaces, in their order. */
export async function judgements(ctx: Ctx, range: Range): Promise<JudgedCard[]> {
  const rows = await ctx.db
    .select({
      id: trainingExample.id,
      ticketId: trainingExample.ticketId,
      at: trainingExample.at,
      facts: trainingExample.facts,
      decided: label.gate,
      graded: agentRun.gate,
    })
    .from(trainingExample)
    .leftJoin(label, eq(label.decisionId, trainingExample.decisionId))
    .leftJoin(agentRun, eq(agentRun.id, trainingExample.agentRunId))
    .where(
      and(during(trainingExample.at, range), ofQueue(trainingExample.ticketId, range), isNotReplaced(ctx)),
    )
    .orderBy(trainingExample.id);
  return rows.flatMap(({ facts, decided, graded, ...row }) => {
    const gate = decided ?? graded;
    if (!gate || !isJudgement(facts)) return [];
    return [{ ...row, kind: facts.kind, good: wasGood(facts), gate }];
  });
}

/** True of an example in which a card was weighed and that no later example replaces. */
export function isNotReplaced(ctx: Ctx): SQL | undefined {
  const later = alias(trainingExample, "later");
  return and(
    isNull(trainingExample.upToEventId),
    isNotNull(sql`nullif(${trainingExample.facts}->'features', 'null')`),
    notExists(ctx.db.select({ id: later.id }).from(later).where(eq(later.replaces, trainingExample.id))),
  );
}
