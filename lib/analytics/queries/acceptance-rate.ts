/** What share of the decided proposals was sent as it stood, changed, or thrown away. */
import { and, isNull, sql } from "drizzle-orm";
import { decision } from "#db/schema/index";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

const is = (verdict: string) => countIf(sql`${decision.verdict} = ${verdict}`);

export const acceptanceRate: Chart = {
  title: "Acceptance",
  section: "Proposals",
  definition:
    "Of the decisions of a day that were not taken back: the shares sent without change, sent with changes, and rejected. The rest was handed over.",
  kind: "line",
  format: "percent",
  sampleUnit: "decisions",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({
        day: dayOf(decision.decidedAt),
        accepted: is("accept"),
        edited: is("edit"),
        rejected: is("reject"),
        count,
      })
      .from(decision)
      .where(
        and(during(decision.decidedAt, range), isNull(decision.undoneAt), ofQueue(decision.ticketId, range)),
      )
      .groupBy(dayOf(decision.decidedAt));
    const series = {
      "Sent without change": (row: (typeof rows)[number]) => row.accepted / row.count,
      Edited: (row: (typeof rows)[number]) => row.edited / row.count,
      Rejected: (row: (typeof rows)[number]) => row.rejected / row.count,
    };
    return { points: perDay(range, rows, series, null), sample: sumOf(rows, (row) => row.count) };
  },
};
