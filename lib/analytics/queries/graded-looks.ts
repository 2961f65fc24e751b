/** What analysts thought of the agent's silences, and of its having spoken. */
import { and, isNotNull, sql } from "drizzle-orm";
import { consideration } from "#db/schema/index";
import { grades } from "#lib/suggestions/model";
import { type Chart, countIf, during, ofQueue, perCategory, sumOf } from "../chart";

const words = {
  right: "Right",
  should_have_spoken: "Should have spoken",
  should_have_stayed_silent: "Should have stayed silent",
} as const satisfies Record<(typeof grades)[number], string>;

export const gradedLooks: Chart = {
  title: "Graded silences",
  section: "Silence",
  definition:
    "Looks of the agent that an analyst graded, by grade and by whether it had been silent. Days are those of the look.",
  kind: "bar",
  format: "number",
  sampleUnit: "graded looks",
  async load(ctx, range) {
    const silent = sql`${consideration.outcome} = 'silent'`;
    const found = await ctx.db
      .select({ grade: consideration.grade, silent: countIf(silent), spoken: countIf(sql`not ${silent}`) })
      .from(consideration)
      .where(
        and(
          during(consideration.at, range),
          isNotNull(consideration.grade),
          ofQueue(consideration.ticketId, range),
        ),
      )
      .groupBy(consideration.grade);
    const rows = grades.flatMap((grade) => {
      const row = found.find((one) => one.grade === grade);
      return row ? [{ x: words[grade], silent: row.silent, spoken: row.spoken }] : [];
    });
    return {
      points: perCategory(rows, { "Was silent": (row) => row.silent, "Had spoken": (row) => row.spoken }),
      sample: sumOf(rows, (row) => row.silent + row.spoken),
    };
  },
};
