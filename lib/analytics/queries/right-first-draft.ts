/** Whether the agent gets better: how many of its newest drafts were right as they stood, beside the first ones. */
import { and, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { decision, suggestion } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import { interval } from "#lib/policy/gate/bound";
import type { SuggestionKind } from "#lib/suggestions/model";
import { type Chart, dayOf, ofQueue, perDay, type Range, sumOf } from "../chart";
import type { DraftProgress, DraftShare } from "../model";

/** Drafts whose share is taken together. */
const stretch = 50;
/** A hand-over and a triage are no drafts of an answer. */
const draftKinds: SuggestionKind[] = ["reply", "follow_up", "diagnostic", "remediation"];

export const rightFirstDraft: Chart = {
  title: "Right first draft",
  section: "Proposals",
  definition:
    "Replies, follow-ups, diagnostics and remediations decided on: the share accepted without change, of the last 50 up to the end of each day, with the bounds of the true share at 95% (Clopper–Pearson). Beside it the first 50 ever decided, once they are no longer among the last.",
  kind: "line",
  format: "percent",
  sampleUnit: "decisions",
  band: { low: "At least", high: "At most" },
  rowsPlace: "/learning#labels",
  untilThen: "Decide on proposals in the inbox; each decision counts from then on.",
  async load(ctx, range) {
    const first = await firstOnes(ctx, range);
    const [oldest] = await newestBefore(ctx, range, range.from);
    const ends = await dayEnds(ctx, range, oldest?.at ?? range.from);
    const rows = range.days.flatMap((day) => {
      const end = ends.findLast((one) => one.day <= day);
      if (!end) return [];
      const isApart = end.count === stretch && !first.some(({ id }) => id === end.oldest);
      return [{ day, ...withBounds(end), first: isApart ? shareOf(first) : null }];
    });
    const series = {
      "Last 50": (row: (typeof rows)[number]) => row.right / row.count,
      "At least": (row: (typeof rows)[number]) => row.low,
      "At most": (row: (typeof rows)[number]) => row.high,
      "First 50": (row: (typeof rows)[number]) => row.first && row.first.right / row.first.count,
    };
    const within = ends.filter(({ day }) => range.days.includes(day));
    return { points: perDay(range, rows, series, null), sample: sumOf(within, (end) => end.decisions) };
  },
};

/** The newest drafts and the first ones, over all queues. */
export async function draftProgress(ctx: Ctx): Promise<DraftProgress> {
  const everything = { queueId: null };
  const [last, first] = await Promise.all([
    newestBefore(ctx, everything, ctx.now()),
    firstOnes(ctx, everything),
  ]);
  const isApart = last.length === stretch && !first.some(({ id }) => id === last[0]?.id);
  return {
    last: last.length > 0 ? shareOf(last) : null,
    first: isApart ? shareOf(first) : null,
    since: first[0]?.at.toISOString().slice(0, 10) ?? null,
  };
}

type OfQueue = Pick<Range, "queueId">;
type Decided = { id: number; at: Date; isRight: boolean };

const isRight = sql<boolean>`(${decision.verdict} = 'accept' and ${decision.alternative} is null)`;

/** The last decisions before a moment, oldest first. */
async function newestBefore(ctx: Ctx, queue: OfQueue, moment: Date): Promise<Decided[]> {
  const rows = await decided(ctx, queue, lt(decision.decidedAt, moment))
    .orderBy(desc(decision.decidedAt), desc(decision.id))
    .limit(stretch);
  return rows.reverse();
}

async function firstOnes(ctx: Ctx, queue: OfQueue): Promise<Decided[]> {
  return decided(ctx, queue, undefined).orderBy(decision.decidedAt, decision.id).limit(stretch);
}

function decided(ctx: Ctx, queue: OfQueue, when: SQL | undefined) {
  return ctx.db
    .select({ id: decision.id, at: decision.decidedAt, isRight })
    .from(decision)
    .innerJoin(suggestion, eq(suggestion.id, decision.suggestionId))
    .where(counts(queue, when));
}

/** True of decisions on drafts that were not undone. */
function counts(queue: OfQueue, when: SQL | undefined): SQL | undefined {
  return and(
    isNull(decision.undoneAt),
    inArray(suggestion.kind, draftKinds),
    ofQueue(decision.ticketId, queue),
    when,
  );
}

/** For each day with a decision since `since`: its decisions, and the last 50 up to its end. */
async function dayEnds(ctx: Ctx, range: Range, since: Date) {
  const day = dayOf(decision.decidedAt);
  const lastOnes = sql`(order by ${decision.decidedAt}, ${decision.id} rows between ${sql.raw(String(stretch - 1))} preceding and current row)`;
  const rolling = ctx.db
    .select({
      day: day.as("day"),
      at: sql`${decision.decidedAt}`.as("at"),
      id: sql`${decision.id}`.as("rolling_id"),
      right: sql<number>`(count(*) filter (where ${isRight}) over ${lastOnes})::int`.as("right_ones"),
      count: sql<number>`(count(*) over ${lastOnes})::int`.as("last_ones"),
      oldest: sql<number>`first_value(${decision.id}) over ${lastOnes}`.mapWith(Number).as("oldest"),
      decisions: sql<number>`(count(*) over (partition by ${day}))::int`.as("decisions"),
    })
    .from(decision)
    .innerJoin(suggestion, eq(suggestion.id, decision.suggestionId))
    .where(counts(range, and(gte(decision.decidedAt, since), lt(decision.decidedAt, range.to))))
    .as("rolling");
  return ctx.db
    .selectDistinctOn([rolling.day], {
      day: rolling.day,
      right: rolling.right,
      count: rolling.count,
      oldest: rolling.oldest,
      decisions: rolling.decisions,
    })
    .from(rolling)
    .orderBy(rolling.day, desc(rolling.at), desc(rolling.id));
}

function shareOf(drafts: readonly Decided[]): DraftShare {
  return withBounds({ right: drafts.filter((one) => one.isRight).length, count: drafts.length });
}

function withBounds({ right, count }: { right: number; count: number }): DraftShare {
  return { right, count, ...interval(right, count) };
}
