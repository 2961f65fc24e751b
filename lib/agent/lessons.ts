/** What was taught, in its order, with the events it is about. */
import { and, asc, desc, eq, gt, inArray, isNull, lte, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { teaching, ticketEvent } from "#db/schema/index";
import type { Case, CaseEvent, ClosedCase } from "#lib/apprentice/model";
import { toCaseEvent } from "#lib/apprentice/model";
import type { Ctx } from "#lib/platform/context";
import type { ExpectedAction } from "#lib/suggestions/model";
import { asHeard } from "#lib/tickets/message/heard";
import { TimelineEvent } from "#lib/tickets/model";
import { standingEvents } from "#lib/tickets/standing-events";
import { isJudgement, type JudgementFacts } from "./teaching-facts";

/** One row of teaching, with the events a case, or the moment of a missed step, consists of. */
export type Taught =
  | { position: number; kind: "case"; closed: ClosedCase }
  | { position: number; kind: "step"; moment: Case; step: CaseEvent }
  | {
      position: number;
      kind: "judgement";
      facts: JudgementFacts;
      /** True when it stands in for an earlier lesson. */
      isReplacing: boolean;
      missed: { moment: Case; step: ExpectedAction } | null;
    };

/** What was taught after `position`, in order, at most `limit` rows and not beyond `upTo`. */
export async function taughtAfter(
  ctx: Ctx,
  position: number,
  limit: number,
  upTo: number = Number.MAX_SAFE_INTEGER,
): Promise<Taught[]> {
  const rows = await ctx.db
    .select()
    .from(teaching)
    .where(and(gt(teaching.id, position), lte(teaching.id, upTo)))
    .orderBy(asc(teaching.id))
    .limit(limit);
  const events = await eventsOf(ctx, rows);
  const taught: Taught[] = [];
  for (const { id, ticketId, upToEventId, stepEventId, replaces, facts } of rows) {
    if (facts.kind === "case") {
      const closed = { ...facts, ticketId, events: events(ticketId, upToEventId ?? 0) };
      taught.push({ position: id, kind: "case", closed });
      continue;
    }
    if (facts.kind === "step") {
      const before = events(ticketId, stepEventId ?? 0);
      const step = before.pop();
      const moment = { ...facts, ticketId, events: before };
      if (step) taught.push({ position: id, kind: "step", moment, step });
      continue;
    }
    const wanted = facts.kind === "grade" ? facts.wanted : undefined;
    const missed = wanted
      ? {
          step: wanted.step,
          moment: {
            ...wanted,
            ticketId,
            queue: facts.queue,
            events: events(ticketId, wanted.eventId),
          },
        }
      : null;
    taught.push({ position: id, kind: "judgement", facts, isReplacing: replaces !== null, missed });
  }
  return taught;
}

/** The judgements taught up to `position` that no later one up to there stands in for, in their order. */
export async function standingJudgements(ctx: Ctx, position: number): Promise<JudgementFacts[]> {
  const later = alias(teaching, "later");
  const replaced = ctx.db
    .select({ id: later.replaces })
    .from(later)
    .where(and(eq(later.replaces, teaching.id), lte(later.id, position)));
  const rows = await ctx.db
    .select({ facts: teaching.facts })
    .from(teaching)
    .where(
      and(
        lte(teaching.id, position),
        isNull(teaching.upToEventId),
        isNull(teaching.stepEventId),
        notExists(replaced),
      ),
    )
    .orderBy(asc(teaching.id));
  return rows.map(({ facts }) => facts).filter(isJudgement);
}

/** The newest lesson of a graded look; null when its grades taught nothing yet. */
export async function lessonOfGrade(ctx: Ctx, considerationId: number) {
  const [row] = await ctx.db
    .select({ id: teaching.id, facts: teaching.facts })
    .from(teaching)
    .where(eq(teaching.considerationId, considerationId))
    .orderBy(desc(teaching.id))
    .limit(1);
  return row ?? null;
}

/** How many lessons there are. */
export async function lessonCount(ctx: Ctx): Promise<number> {
  return ctx.db.$count(teaching);
}

/** The events of the tickets some lessons are about, by one statement: those of a ticket up to an event, as they stood then. */
async function eventsOf(ctx: Ctx, lessons: readonly (typeof teaching.$inferSelect)[]) {
  const ticketIds = lessons.flatMap(({ ticketId, facts }) =>
    facts.kind === "decision" || (facts.kind === "grade" && !facts.wanted) ? [] : [ticketId],
  );
  const timelines = new Map<number, TimelineEvent[]>(ticketIds.map((ticketId) => [ticketId, []]));
  if (ticketIds.length > 0) {
    const rows = await ctx.db
      .select()
      .from(ticketEvent)
      .where(inArray(ticketEvent.ticketId, [...timelines.keys()]))
      .orderBy(asc(ticketEvent.id));
    for (const row of rows) timelines.get(row.ticketId)?.push(TimelineEvent.parse(row));
  }
  return (ticketId: number, upTo: number): CaseEvent[] => {
    const past = (timelines.get(ticketId) ?? []).filter(({ id }) => id <= upTo);
    return asHeard(standingEvents(past)).map(toCaseEvent);
  };
}
