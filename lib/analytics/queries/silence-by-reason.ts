/** Which kinds of silence analysts would rather not have had. */
import { and, isNotNull, sql } from "drizzle-orm";
import { consideration } from "#db/schema/index";
import type { silenceReasons } from "#lib/policy/model";
import { type Chart, count, countIf, during, ofQueue, perCategory, sumOf } from "../chart";

const words = {
  nothing_to_add: "Nothing fits",
  low_confidence: "Unlikely to help",
  no_question: "No answer needed",
  not_grounded: "Not backed",
  repeat: "Said before",
  superseded: "Moved on",
  analyst_active: "Analyst first",
  risky: "Policy",
  not_active: "Not worked on",
  muted: "Muted",
  model_failed: "Model failed",
} as const satisfies Record<keyof typeof silenceReasons, string>;

export const silenceByReason: Chart = {
  title: "Graded silences by reason",
  section: "Speaking and silence",
  definition:
    "Silences an analyst graded, by the reason the agent gave for them. Days are those of the look; a grade can be changed, the last one counts.",
  kind: "bar",
  stacked: true,
  format: "number",
  sampleUnit: "graded silences",
  rowsPlace: "#silences",
  untilThen:
    "Grade a silence: open a ticket on which the agent said nothing and press S, or “Right to stay silent”.",
  async load(ctx, range) {
    const found = await ctx.db
      .select({
        reason: consideration.reason,
        right: countIf(sql`${consideration.grade} = 'right'`),
        all: count,
      })
      .from(consideration)
      .where(
        and(
          during(consideration.at, range),
          ofQueue(consideration.ticketId, range),
          isNotNull(consideration.grade),
          sql`${consideration.outcome} = 'silent'`,
        ),
      )
      .groupBy(consideration.reason)
      .orderBy(consideration.reason);
    const rows = found.map(({ reason, ...row }) => ({ ...row, x: reason ? words[reason] : "No reason" }));
    return {
      points: perCategory(rows, {
        Right: (row) => row.right,
        "Should have spoken": (row) => row.all - row.right,
      }),
      sample: sumOf(rows, (row) => row.all),
    };
  },
};
