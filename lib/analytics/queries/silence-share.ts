/** How often the agent looked and said nothing. */
import { and, sql } from "drizzle-orm";
import { consideration } from "#db/schema/index";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

const is = (outcome: string) => countIf(sql`${consideration.outcome} = ${outcome}`);

export const silenceShare: Chart = {
  title: "Silence",
  section: "Silence",
  definition:
    "Of all the times the agent looked at a ticket on a day: the shares in which it said nothing, and in which it handed the ticket to a person.",
  kind: "line",
  format: "percent",
  sampleUnit: "looks",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({ day: dayOf(consideration.at), silent: is("silent"), handedOver: is("handed_over"), count })
      .from(consideration)
      .where(and(during(consideration.at, range), ofQueue(consideration.ticketId, range)))
      .groupBy(dayOf(consideration.at));
    const series = {
      Silent: (row: (typeof rows)[number]) => row.silent / row.count,
      "Handed over": (row: (typeof rows)[number]) => row.handedOver / row.count,
    };
    return { points: perDay(range, rows, series, null), sample: sumOf(rows, (row) => row.count) };
  },
};
