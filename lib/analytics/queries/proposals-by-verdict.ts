/** What became of the proposals of each day. */
import { and, sql } from "drizzle-orm";
import { suggestion } from "#db/schema/index";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

const is = (status: string) => countIf(sql`${suggestion.status} = ${status}`);

export const proposalsByVerdict: Chart = {
  title: "Proposals by verdict",
  section: "Proposals",
  definition:
    "Proposals by the day they were made. An edited one never counts as sent without change. Undecided: still waiting, overtaken by the conversation, or answered without it.",
  kind: "bar",
  format: "number",
  sampleUnit: "proposals",
  stacked: true,
  rowsView: "proposed",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({
        day: dayOf(suggestion.createdAt),
        accepted: is("accepted"),
        edited: is("edited"),
        rejected: is("rejected"),
        handedOver: is("handed_over"),
        count,
      })
      .from(suggestion)
      .where(and(during(suggestion.createdAt, range), ofQueue(suggestion.ticketId, range)))
      .groupBy(dayOf(suggestion.createdAt));
    const series = {
      "Sent without change": (row: (typeof rows)[number]) => row.accepted,
      Edited: (row: (typeof rows)[number]) => row.edited,
      Rejected: (row: (typeof rows)[number]) => row.rejected,
      "Handed over": (row: (typeof rows)[number]) => row.handedOver,
      Undecided: (row: (typeof rows)[number]) =>
        row.count - row.accepted - row.edited - row.rejected - row.handedOver,
    };
    return { points: perDay(range, rows, series, 0), sample: sumOf(rows, (row) => row.count) };
  },
};
