/** With which chance the gate did what it did: what makes its log fit to judge other gates by. */
import { and, isNotNull, sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { percentWords } from "#lib/platform/percent/rules";
import { type Chart, count, during, ofQueue, perCategory, sumOf } from "../chart";

export const propensities: Chart = {
  title: "Propensities",
  section: "Exploration",
  definition:
    "Scored drafts by their logged propensity: 100% when the threshold decided, the exploration rate for an explored draft, and the remainder for one that was not shown.",
  kind: "bar",
  stacked: true,
  format: "number",
  sampleUnit: "scored drafts",
  rowsPlace: "/inbox?view=all",
  untilThen: "Drafts are scored as soon as a customer writes on a ticket of the queue.",
  async load(ctx, range) {
    const chance = sql<number>`round((${agentRun.gate}->>'propensity')::numeric, 2)::float8`;
    const shown = sql<boolean>`${agentRun.gate}->>'verdict' = 'show'`;
    const found = await ctx.db
      .select({ chance, shown, count })
      .from(agentRun)
      .where(and(during(agentRun.at, range), ofQueue(agentRun.ticketId, range), isNotNull(agentRun.gate)))
      .groupBy(sql`1, 2`)
      .orderBy(sql`1, 2`);
    const rows = [...new Set(found.map((row) => row.chance))].map((one) => {
      const of = (isShown: boolean) =>
        found.find((row) => row.chance === one && row.shown === isShown)?.count ?? 0;
      return { x: percentWords(one), shown: of(true), kept: of(false) };
    });
    return {
      points: perCategory(rows, { Shown: (row) => row.shown, "Not shown": (row) => row.kept }),
      sample: sumOf(found, (row) => row.count),
    };
  },
};
