/** What the gate was taught, as rows: what it said of a card, what it did with it, and whether the card was worth it. */
import { and, eq, isNotNull, isNull, notExists, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { consideration, label, teaching } from "#db/schema/index";
import { wasGood } from "#lib/agent/taught-gate";
import { isJudgement } from "#lib/agent/teaching-facts";
import type { Ctx } from "#lib/platform/context";
import type { GateRecord } from "#lib/policy/model";
import { during, ofQueue, type Range } from "../chart";

/** One judgement: a decision on a card, or the grade of a look. */
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

/** The judgements taught within the range that no later one stands in for, in the order they were taught. */
export async function judgements(ctx: Ctx, range: Range): Promise<JudgedCard[]> {
  const rows = await ctx.db
    .select({
      id: teaching.id,
      ticketId: teaching.ticketId,
      at: teaching.at,
      facts: teaching.facts,
      decided: label.gate,
      graded: consideration.gate,
    })
    .from(teaching)
    .leftJoin(label, eq(label.decisionId, teaching.decisionId))
    .leftJoin(consideration, eq(consideration.id, teaching.considerationId))
    .where(and(during(teaching.at, range), ofQueue(teaching.ticketId, range), isStanding(ctx)))
    .orderBy(teaching.id);
  return rows.flatMap(({ facts, decided, graded, ...row }) => {
    const gate = decided ?? graded;
    if (!gate || !isJudgement(facts)) return [];
    return [{ ...row, kind: facts.kind, good: wasGood(facts), gate }];
  });
}

/** True of a lesson in which a card was weighed and that no later lesson stands in for. */
export function isStanding(ctx: Ctx): SQL | undefined {
  const later = alias(teaching, "later");
  return and(
    isNull(teaching.upToEventId),
    isNotNull(sql`nullif(${teaching.facts}->'features', 'null')`),
    notExists(ctx.db.select({ id: later.id }).from(later).where(eq(later.replaces, teaching.id))),
  );
}
