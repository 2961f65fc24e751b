/** How often a silence was right, as far as analysts graded it. */
import { and, isNotNull, sql } from "drizzle-orm";
import { consideration } from "#db/schema/index";
import { interval } from "#lib/policy/gate/bound";
import { type Chart, count, countIf, during, ofQueue, perCategory } from "../chart";

export const silencePrecision: Chart = {
  title: "Silence precision",
  section: "Speaking and silence",
  definition:
    "Of the silences an analyst graded: the share graded right, with the bounds of the true share at 95% (Clopper–Pearson). Who grades chooses what is graded, so it is no sample of all silences.",
  kind: "stat",
  format: "percent",
  sampleUnit: "graded silences",
  rowsPlace: "#silences",
  untilThen:
    "Grade a silence: open a ticket on which the agent said nothing and press S, or “Right to stay silent”.",
  async load(ctx, range) {
    const [row] = await ctx.db
      .select({ right: countIf(sql`${consideration.grade} = 'right'`), all: count })
      .from(consideration)
      .where(
        and(
          during(consideration.at, range),
          ofQueue(consideration.ticketId, range),
          isNotNull(consideration.grade),
          sql`${consideration.outcome} = 'silent'`,
        ),
      );
    const { right, all } = row ?? { right: 0, all: 0 };
    if (all === 0) return { points: [], sample: 0 };
    const { low, high } = interval(right, all);
    return {
      points: perCategory([{ x: "" }], {
        "Right to stay silent": () => right / all,
        "At least": () => low,
        "At most": () => high,
      }),
      sample: all,
    };
  },
};
