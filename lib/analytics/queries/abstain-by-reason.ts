/** Which kinds of silence analysts would rather not have had. */
import { sql } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import type { abstainReasons } from "#lib/policy/model";
import { type Chart, count, countIf, perCategory, sumOf } from "../chart";
import { gradedAbstentionIn } from "../counted";

const words = {
  nothing_to_add: "No matching source",
  low_confidence: "Unlikely to help",
  no_question: "No answer needed",
  too_long: "Too long",
  timed_out: "Took too long",
  not_grounded: "Not supported",
  other_language: "Other language",
  repeat: "Repeated",
  superseded: "Outdated",
  analyst_active: "Analyst first",
  resolved: "Alert over",
  not_active: "On hold or closed",
  major_incident: "Major incident",
  muted: "Switched off",
  attention: "Card limit",
  cannot_keep: "Cannot be kept",
  record_only: "Recorded only",
  model_failed: "Model failed",
} as const satisfies Record<keyof typeof abstainReasons, string>;

export const abstainByReason: Chart = {
  title: "No proposal, by reason",
  section: "Shown and not shown",
  definition:
    "Agent runs without a proposal that an analyst graded, by the agent's reason. Days are those of the run; the last grade counts.",
  kind: "bar",
  stacked: true,
  format: "number",
  sampleUnit: "graded runs",
  rowsPlace: "#abstentions",
  untilThen: "Grade a run: open a ticket without a proposal and press S, or choose “No proposal needed”.",
  async load(ctx, range) {
    const found = await ctx.db
      .select({
        reason: agentRun.reason,
        right: countIf(sql`${agentRun.grade} = 'right'`),
        all: count,
      })
      .from(agentRun)
      .where(gradedAbstentionIn(range))
      .groupBy(agentRun.reason)
      .orderBy(agentRun.reason);
    const rows = found.map(({ reason, ...row }) => ({ ...row, x: (reason && words[reason]) ?? "No reason" }));
    return {
      points: perCategory(rows, {
        Right: (row) => row.right,
        "Should have proposed": (row) => row.all - row.right,
      }),
      sample: sumOf(rows, (row) => row.all),
    };
  },
};
