/** Whether the agent gets better: how many of its newest drafts were right as they stood, beside the first ones. */
import { and, desc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { decision, suggestion } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { interval } from "#lib/policy/gate/bound";
import type { SuggestionKind } from "#lib/suggestions/model";
import { type Chart, dayOf, during, ofQueue, perDay, type Range } from "../chart";
import type { DraftProgress, DraftShare } from "../model";

/** Drafts whose share is taken together. */
const stretch = 50;
/** A hand-over and a triage are no drafts of an answer. */
const draftKinds: SuggestionKind[] = ["reply", "follow_up", "diagnostic", "remediation"];

type Decided = { id: number; day: string; isRight: boolean };

export const rightFirstDraft: Chart = {
  title: "Right first draft",
  section: "Proposals",
  definition:
    "Replies, follow-ups, diagnostics and remediations decided on: the share taken without change, of the last 50 up to the end of each day, with the bounds of the true share at 95 % (Clopper–Pearson). Beside it the first 50 ever decided, once they are no longer among the last.",
  kind: "line",
  format: "percent",
  sampleUnit: "decisions",
  band: { low: "At least", high: "At most" },
  rowsPlace: "/learning#labels",
  untilThen: "Decide on proposals in the inbox; each decision counts from then on.",
  async load(ctx, range) {
    const [before, within, first] = await Promise.all([
      newestBefore(ctx, range, range.from),
      decided(ctx, range, during(decision.decidedAt, range)).orderBy(decision.decidedAt, decision.id),
      firstOnes(ctx, range),
    ]);
    const all = [...before, ...within];
    const rows = range.days.flatMap((day) => {
      const last = all.filter((one) => one.day <= day).slice(-stretch);
      if (last.length === 0) return [];
      return [{ day, ...shareOf(last), first: areApart(first, last) ? shareOf(first).share : null }];
    });
    const series = {
      "Last 50": (row: (typeof rows)[number]) => row.share,
      "At least": (row: (typeof rows)[number]) => row.low,
      "At most": (row: (typeof rows)[number]) => row.high,
      "First 50": (row: (typeof rows)[number]) => row.first,
    };
    return { points: perDay(range, rows, series, null), sample: within.length };
  },
};

/** The newest drafts and the first ones, over all queues. */
export async function draftProgress(ctx: Ctx): Promise<DraftProgress> {
  const everything = { queueId: null };
  const [last, first] = await Promise.all([
    newestBefore(ctx, everything, ctx.now()),
    firstOnes(ctx, everything),
  ]);
  return {
    last: last.length > 0 ? shareOf(last) : null,
    first: areApart(first, last) ? shareOf(first) : null,
  };
}

type OfQueue = Pick<Range, "queueId">;

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

/** Standing decisions on drafts. */
function decided(ctx: Ctx, queue: OfQueue, when: SQL | undefined) {
  return ctx.db
    .select({
      id: decision.id,
      day: dayOf(decision.decidedAt),
      isRight: sql<boolean>`${decision.verdict} = 'accept' and ${decision.alternative} is null`,
    })
    .from(decision)
    .innerJoin(suggestion, eq(suggestion.id, decision.suggestionId))
    .where(
      and(
        isNull(decision.undoneAt),
        inArray(suggestion.kind, draftKinds),
        ofQueue(decision.ticketId, queue),
        when,
      ),
    );
}

function areApart(first: readonly Decided[], last: readonly Decided[]): boolean {
  const oldest = last[0]?.id;
  return last.length === stretch && !first.some(({ id }) => id === oldest);
}

function shareOf(drafts: readonly Decided[]): DraftShare & { share: number } {
  const count = drafts.length;
  const right = drafts.filter(({ isRight }) => isRight).length;
  return { right, count, share: right / count, ...interval(right, count) };
}
