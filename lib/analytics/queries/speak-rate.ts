/** How often the gate lets a card through, day by day. */
import { and, isNotNull, sql } from "drizzle-orm";
import { consideration } from "#db/schema/index";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

const verdict = sql`${consideration.gate}->>'verdict'`;
const explored = sql`(${consideration.gate}->>'explored')::boolean`;

export const speakRate: Chart = {
  title: "Show rate",
  section: "Shown and not shown",
  definition:
    "Of the drafts the gate scored on a day: the shares shown, shown for exploration, not shown, and escalated with the draft one key away.",
  kind: "line",
  format: "percent",
  sampleUnit: "scored drafts",
  rowsPlace: "/inbox?view=all",
  untilThen: "Drafts are scored as soon as a customer writes on a ticket of the queue.",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({
        day: dayOf(consideration.at),
        shown: countIf(sql`${verdict} = 'speak' and not ${explored}`),
        explored: countIf(sql`${explored}`),
        silent: countIf(sql`${verdict} = 'silent'`),
        handedOver: countIf(sql`${verdict} = 'hand_over'`),
        count,
      })
      .from(consideration)
      .where(
        and(
          during(consideration.at, range),
          ofQueue(consideration.ticketId, range),
          isNotNull(consideration.gate),
        ),
      )
      .groupBy(dayOf(consideration.at));
    const series = {
      Shown: (row: (typeof rows)[number]) => row.shown / row.count,
      Explored: (row: (typeof rows)[number]) => row.explored / row.count,
      "Not shown": (row: (typeof rows)[number]) => row.silent / row.count,
      Escalated: (row: (typeof rows)[number]) => row.handedOver / row.count,
    };
    return { points: perDay(range, rows, series, null), sample: sumOf(rows, (row) => row.count) };
  },
};
