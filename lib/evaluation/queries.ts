/** Reads of replays: what a run left behind, what an interrupted run already wrote, the runs that were kept. */
import { desc, eq, like } from "drizzle-orm";
import { trainingExample } from "#db/schema/agent";
import { replayRun } from "#db/schema/evaluation";
import { agentRun, decision, suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { authorise, type Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Jobs } from "#lib/platform/jobs/model";
import type { Suggestion } from "#lib/suggestions/model";
import { suggestionOfRow } from "#lib/suggestions/stored";
import { ReplayRun } from "./model";

/** One agent run with its proposal, as the evaluator reads it. */
export type RunWithProposal = typeof agentRun.$inferSelect & { proposal: Suggestion | null };

/** The agent run an event caused; throws `not_found`. A triage proposal beside it is left out. */
export async function runOf(ctx: Ctx, eventId: number): Promise<RunWithProposal> {
  const rows = await ctx.db
    .select({ run: agentRun, proposal: suggestion })
    .from(agentRun)
    .leftJoin(suggestion, eq(suggestion.agentRunId, agentRun.id))
    .where(eq(agentRun.eventId, eventId))
    .orderBy(desc(agentRun.id));
  const [first] = rows;
  if (!first) throw new AppError("not_found", `Event ${eventId} was never considered.`);
  const proposal = rows.find(
    (row) => row.run.id === first.run.id && row.proposal && row.proposal.kind !== "triage",
  )?.proposal;
  return { ...first.run, proposal: proposal ? suggestionOfRow(proposal) : null };
}

export type Place = { ticketId: number; eventId: number };
export type Decided = { decisionId: number; ticketId: number; eventId: number | null };

/** What a training example is about, as one word. */
export function exampleKey({
  ticketId,
  stepEventId,
  decisionId,
  agentRunId,
}: Jobs["learning.learn"]): string {
  if (stepEventId !== undefined) return `step ${stepEventId}`;
  if (decisionId !== undefined) return `decision ${decisionId}`;
  return agentRunId === undefined ? `ticket ${ticketId}` : `agent run ${agentRunId}`;
}

/** What a run that was broken off left: events by external id, decisions by mutation id, training examples. */
export async function alreadyDone(ctx: Ctx, source: string) {
  const [events, decisions, examples] = await Promise.all([
    ctx.db
      .select({ externalId: ticketEvent.externalId, ticketId: ticketEvent.ticketId, eventId: ticketEvent.id })
      .from(ticketEvent)
      .where(eq(ticketEvent.source, source)),
    ctx.db
      .select({
        mutationId: decision.mutationId,
        decisionId: decision.id,
        ticketId: decision.ticketId,
        eventId: decision.eventId,
      })
      .from(decision)
      .where(like(decision.mutationId, `${source}:%`)),
    ctx.db
      .select({
        ticketId: trainingExample.ticketId,
        stepEventId: trainingExample.stepEventId,
        decisionId: trainingExample.decisionId,
        agentRunId: trainingExample.agentRunId,
      })
      .from(trainingExample),
  ]);
  return {
    events: new Map<string, Place>(events.map(({ externalId, ...place }) => [externalId ?? "", place])),
    decisions: new Map<string, Decided>(decisions.map(({ mutationId, ...decided }) => [mutationId, decided])),
    examples: new Set(
      examples.map(({ ticketId, stepEventId, decisionId, agentRunId }) =>
        exampleKey({
          ticketId,
          ...(stepEventId !== null && { stepEventId }),
          ...(decisionId !== null && { decisionId }),
          ...(agentRunId !== null && { agentRunId }),
        }),
      ),
    ),
  };
}

/** Finished replays, newest first. */
export async function replayRuns(ctx: Ctx, limit = 100): Promise<ReplayRun[]> {
  authorise(ctx, "desk.read");
  const rows = await ctx.db
    .select()
    .from(replayRun)
    .orderBy(desc(replayRun.finishedAt), desc(replayRun.id))
    .limit(limit);
  return rows.map((row) => ReplayRun.parse(row));
}
