/** How often the gate lets a card through, day by day. */
import { and, isNotNull, sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

const verdict = sql`${agentRun.gate}->>'verdict'`;
const explored = sql`(${agentRun.gate}->>'explored')::boolean`;

export const showRate: Chart = {
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
        day: dayOf(agentRun.at),
        shown: countIf(sql`${verdict} = 'show' and not ${explored}`),
        explored: countIf(sql`${explored}`),
        withheld: countIf(sql`${verdict} = 'abstain'`),
        handedOver: countIf(sql`${verdict} = 'hand_over'`),
        count,
      })
      .from(agentRun)
      .where(and(during(agentRun.at, range), ofQueue(agentRun.ticketId, range), isNotNull(agentRun.gate)))
      .groupBy(dayOf(agentRun.at));
    const series = {
      Shown: (row: (typeof rows)[number]) => row.shown / row.count,
      Explored: (row: (typeof rows)[number]) => row.explored / row.count,
      "Not shown": (row: (typeof rows)[number]) => row.withheld / row.count,
      Escalated: (row: (typeof rows)[number]) => row.handedOver / row.count,
    };
    return { points: perDay(range, rows, series, null), sample: sumOf(rows, (row) => row.count) };
  },
};
