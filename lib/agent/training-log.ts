/** The training log, in its order, with the events it is about. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { trainingExample } from "#db/schema/agent";
import { ticketEvent } from "#db/schema/tickets";
import type { Case, CaseEvent, ClosedCase } from "#lib/apprentice/model";
import { toCaseEvent } from "#lib/apprentice/model";
import type { Ctx } from "#lib/platform/context";
import type { ExpectedAction } from "#lib/suggestions/model";
import { activeEvents } from "#lib/tickets/active-events";
import type { TimelineEvent } from "#lib/tickets/event";
import { asHeard } from "#lib/tickets/message/heard";
import { eventOfRow } from "#lib/tickets/stored-event";
import { isJudgement, type JudgementFacts } from "./training-example";

/** One row of the training log, with the events a case, or the moment of an expected action, consists of. */
export type TrainingExample =
  | { position: number; kind: "case"; closed: ClosedCase }
  | { position: number; kind: "step"; moment: Case; step: CaseEvent }
  | {
      position: number;
      kind: "judgement";
      facts: JudgementFacts;
      /** True when it replaces an earlier example. */
      isReplacing: boolean;
      expected: { moment: Case; step: ExpectedAction } | null;
    };

/** The examples after `position`, in order, at most `limit` rows and not beyond `upTo`. */
export async function examplesAfter(
  ctx: Ctx,
  position: number,
  limit: number,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<TrainingExample[]> {
  const rows = await ctx.db
    .select()
    .from(trainingExample)
    .where(and(gt(trainingExample.id, position), lte(trainingExample.id, upTo)))
    .orderBy(asc(trainingExample.id))
    .limit(limit);
  const events = await eventsOf(ctx, rows);
  const examples: TrainingExample[] = [];
  for (const { id, ticketId, upToEventId, stepEventId, replaces, facts } of rows) {
    if (facts.kind === "case") {
      const closed = { ...facts, ticketId, events: events(ticketId, upToEventId ?? 0) };
      examples.push({ position: id, kind: "case", closed });
      continue;
    }
    if (facts.kind === "step") {
      const before = events(ticketId, stepEventId ?? 0);
      const step = before.pop();
      const moment = { ...facts, ticketId, events: before };
      if (step) examples.push({ position: id, kind: "step", moment, step });
      continue;
    }
    const kept = facts.kind === "grade" ? facts.expected : undefined;
    const expected = kept
      ? {
          step: kept.step,
          moment: {
            ...kept,
            ticketId,
            queue: facts.queue,
            events: events(ticketId, kept.eventId),
          },
        }
      : null;
    examples.push({ position: id, kind: "judgement", facts, isReplacing: replaces !== null, expected });
  }
  return examples;
}

/** The judgements up to `position` that no later one up to there replaces, in their order. */
export async function currentJudgements(ctx: Ctx, position: number): Promise<JudgementFacts[]> {
  const later = alias(trainingExample, "later");
  const replaced = ctx.db
    .select({ id: later.replaces })
    .from(later)
    .where(and(eq(later.replaces, trainingExample.id), lte(later.id, position)));
  const rows = await ctx.db
    .select({ facts: trainingExample.facts })
    .from(trainingExample)
    .where(
      and(
        lte(trainingExample.id, position),
        isNull(trainingExample.upToEventId),
        isNull(trainingExample.stepEventId),
        notExists(replaced),
      ),
    )
    .orderBy(asc(trainingExample.id));
  return rows.map(({ facts }) => facts).filter(isJudgement);
}

/** The newest example of a graded run; null when its grades made none yet. */
export async function exampleOfGrade(ctx: Ctx, agentRunId: number) {
  const [row] = await ctx.db
    .select({ id: trainingExample.id, facts: trainingExample.facts })
    .from(trainingExample)
    .where(eq(trainingExample.agentRunId, agentRunId))
    .orderBy(desc(trainingExample.id))
    .limit(1);
  return row ?? null;
}

/** How many training examples there are. */
export async function exampleCount(ctx: Ctx): Promise<number> {
  return ctx.db.$count(trainingExample);
}

/** The events of the tickets some examples are about, by one statement: those of a ticket up to an event, as they stood then. */
async function eventsOf(ctx: Ctx, examples: readonly (typeof trainingExample.$inferSelect)[]) {
  const ticketIds = examples.flatMap(({ ticketId, facts }) =>
    facts.kind === "decision" || (facts.kind === "grade" && !facts.expected) ? [] : [ticketId],
  );
  const timelines = new Map<number, TimelineEvent[]>(ticketIds.map((ticketId) => [ticketId, []]));
  if (ticketIds.length > 0) {
    const rows = await ctx.db
      .select()
      .from(ticketEvent)
      .where(inArray(ticketEvent.ticketId, [...timelines.keys()]))
      .orderBy(asc(ticketEvent.id));
    for (const row of rows) timelines.get(row.ticketId)?.push(eventOfRow(row));
  }
  return (ticketId: number, upTo: number): CaseEvent[] => {
    const past = (timelines.get(ticketId) ?? []).filter(({ id }) => id <= upTo);
    return asHeard(activeEvents(past)).map(toCaseEvent);
  };
}
