/** How often a silence was right, as far as analysts graded it. */
import { sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { interval } from "#lib/policy/gate/bound";
import { type Chart, count, countIf, perCategory } from "../chart";
import { gradedAbstentionIn } from "../counted";

export const abstainPrecision: Chart = {
  title: "Precision of no proposal",
  section: "Shown and not shown",
  definition:
    "Of the graded agent runs without a proposal: the share graded right, with its 95% interval (Clopper–Pearson). Analysts choose what they grade, so this is not a random sample.",
  kind: "stat",
  format: "percent",
  sampleUnit: "graded runs",
  rowsPlace: "#abstentions",
  untilThen: "Grade a run: open a ticket without a proposal and press S, or choose “No proposal needed”.",
  async load(ctx, range) {
    const [row] = await ctx.db
      .select({ right: countIf(sql`${agentRun.grade} = 'right'`), all: count })
      .from(agentRun)
      .where(gradedAbstentionIn(range));
    const { right, all } = row ?? { right: 0, all: 0 };
    if (all === 0) return { points: [], sample: 0 };
    const { low, high } = interval(right, all);
    return {
      points: perCategory([{ x: "" }], {
        "No proposal needed": () => right / all,
        "At least": () => low,
        "At most": () => high,
      }),
      sample: all,
    };
  },
};
