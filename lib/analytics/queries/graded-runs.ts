/** What analysts thought of the agent's abstentions, and of its proposals. */
import { and, isNotNull, sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { grades } from "#lib/suggestions/model";
import { type Chart, countIf, during, ofQueue, perCategory, sumOf } from "../chart";

const words = {
  right: "Right",
  should_have_shown: "Should have proposed",
  should_have_abstained: "Not needed",
} as const satisfies Record<(typeof grades)[number], string>;

export const gradedRuns: Chart = {
  title: "Graded agent runs",
  section: "No proposal",
  definition:
    "Agent runs that an analyst graded, by grade and by whether there was a proposal. Days are those of the run.",
  kind: "bar",
  format: "number",
  sampleUnit: "graded runs",
  async load(ctx, range) {
    const isAbstention = sql`${agentRun.outcome} = 'abstained'`;
    const found = await ctx.db
      .select({
        grade: agentRun.grade,
        abstained: countIf(isAbstention),
        shown: countIf(sql`not ${isAbstention}`),
      })
      .from(agentRun)
      .where(and(during(agentRun.at, range), isNotNull(agentRun.grade), ofQueue(agentRun.ticketId, range)))
      .groupBy(agentRun.grade);
    const rows = grades.flatMap((grade) => {
      const row = found.find((one) => one.grade === grade);
      return row ? [{ x: words[grade], abstained: row.abstained, shown: row.shown }] : [];
    });
    return {
      points: perCategory(rows, {
        "No proposal": (row) => row.abstained,
        "Proposal shown": (row) => row.shown,
      }),
      sample: sumOf(rows, (row) => row.abstained + row.shown),
    };
  },
};
