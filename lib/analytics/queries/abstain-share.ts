/** How often the agent looked and said nothing. */
import { and, sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

const is = (outcome: string) => countIf(sql`${agentRun.outcome} = ${outcome}`);

export const abstainShare: Chart = {
  title: "Runs without a proposal",
  section: "No proposal",
  definition:
    "Of all agent runs of a day: the share without a proposal, and the share that proposed to escalate.",
  kind: "line",
  format: "percent",
  sampleUnit: "looks",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({ day: dayOf(agentRun.at), abstained: is("abstained"), handedOver: is("handed_over"), count })
      .from(agentRun)
      .where(and(during(agentRun.at, range), ofQueue(agentRun.ticketId, range)))
      .groupBy(dayOf(agentRun.at));
    const series = {
      "No proposal": (row: (typeof rows)[number]) => row.abstained / row.count,
      Escalated: (row: (typeof rows)[number]) => row.handedOver / row.count,
    };
    return { points: perDay(range, rows, series, null), sample: sumOf(rows, (row) => row.count) };
  },
};
