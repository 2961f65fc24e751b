/** The newest rows behind the gate's figures: what it learned from, and which silences were graded. */
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { trainingExample } from "#db/schema/agent";
import { agentRun, label } from "#db/schema/suggestions";
import { queue } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { wasGood } from "#lib/agent/trained-gate";
import { isJudgement } from "#lib/agent/training-example";
import type { GateRow } from "#lib/learning/model";
import { authorise, type Ctx } from "#lib/platform/context";
import { isNotReplaced } from "./judgements";

/** The newest judgements the gate learned that still stand, newest first. */
export async function judgementRows(ctx: Ctx, limit = 25): Promise<GateRow[]> {
  authorise(ctx, "desk.read");
  const rows = await ctx.db
    .select({
      id: trainingExample.id,
      ticketId: trainingExample.ticketId,
      at: trainingExample.at,
      facts: trainingExample.facts,
      subject: ticket.subject,
      queueName: queue.name,
      decided: label.gate,
      verdict: label.verdict,
      graded: agentRun.gate,
      grade: agentRun.grade,
    })
    .from(trainingExample)
    .innerJoin(ticket, eq(ticket.id, trainingExample.ticketId))
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .leftJoin(label, eq(label.decisionId, trainingExample.decisionId))
    .leftJoin(agentRun, eq(agentRun.id, trainingExample.agentRunId))
    .where(isNotReplaced(ctx))
    .orderBy(desc(trainingExample.id))
    .limit(limit);
  return rows.flatMap(({ facts, decided, verdict, graded, grade, ...row }): GateRow[] => {
    const gate = decided ?? graded;
    if (!isJudgement(facts) || !gate) return [];
    const { probability, threshold, explored } = gate;
    const by = facts.kind === "grade" ? grade : verdict === "hand_over" ? null : verdict;
    return by
      ? [{ ...row, id: `example-${row.id}`, probability, threshold, explored, by, good: wasGood(facts) }]
      : [];
  });
}

/** The newest graded silences, newest first. */
export async function abstentionRows(ctx: Ctx, limit = 25): Promise<GateRow[]> {
  authorise(ctx, "desk.read");
  const rows = await ctx.db
    .select({
      id: agentRun.id,
      ticketId: agentRun.ticketId,
      at: agentRun.at,
      gate: agentRun.gate,
      grade: agentRun.grade,
      subject: ticket.subject,
      queueName: queue.name,
    })
    .from(agentRun)
    .innerJoin(ticket, eq(ticket.id, agentRun.ticketId))
    .leftJoin(queue, eq(queue.id, ticket.queueId))
    .where(and(eq(agentRun.outcome, "abstained"), isNotNull(agentRun.grade)))
    .orderBy(desc(agentRun.id))
    .limit(limit);
  return rows.flatMap(({ gate, grade, ...row }): GateRow[] =>
    grade
      ? [
          {
            ...row,
            id: `run-${row.id}`,
            probability: gate?.probability ?? null,
            threshold: gate?.threshold ?? null,
            explored: false,
            by: grade,
            good: grade === "right",
          },
        ]
      : [],
  );
}
