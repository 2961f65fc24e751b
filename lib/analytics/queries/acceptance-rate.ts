/** What share of the decided proposals of a kind was accepted, edited, rejected or escalated: replies, diagnostics and triage apart. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { decision, suggestion } from "#db/schema/suggestions";
import type { SuggestionKind } from "#lib/suggestions/model";
import { type Chart, count, countIf, dayOf, perDay, sumOf } from "../chart";
import { decidedIn } from "../counted";

/** What goes to the customer when it is accepted. */
export const replyKinds: SuggestionKind[] = ["reply", "follow_up"];

export const replyAcceptance = acceptanceOf(replyKinds, {
  title: "Acceptance of replies",
  definition:
    "Decisions on replies and follow-ups, by the day of the decision: the shares accepted, edited, rejected and escalated. Undone decisions are left out.",
});

export const diagnosticAcceptance = acceptanceOf(["diagnostic", "remediation"], {
  title: "Acceptance of diagnostics",
  definition:
    "Decisions on diagnostics and remediations, by the day of the decision: the shares accepted, edited, rejected and escalated. Undone decisions are left out.",
});

export const triageAcceptance = acceptanceOf(["triage"], {
  title: "Acceptance of triage",
  definition:
    "Decisions on proposed queue, category and priority, by the day of the decision: the shares accepted, edited, rejected and escalated. Undone decisions are left out.",
});

const is = (verdict: string) => countIf(sql`${decision.verdict} = ${verdict}`);

type Row = Record<"accepted" | "edited" | "rejected" | "escalated" | "count", number>;
const series = {
  Accepted: (row: Row) => row.accepted / row.count,
  Edited: (row: Row) => row.edited / row.count,
  Rejected: (row: Row) => row.rejected / row.count,
  Escalated: (row: Row) => row.escalated / row.count,
};

function acceptanceOf(kinds: SuggestionKind[], words: Pick<Chart, "title" | "definition">): Chart {
  return {
    ...words,
    section: "Proposals",
    kind: "line",
    format: "percent",
    sampleUnit: "decisions",
    async load(ctx, range) {
      const rows = await ctx.db
        .select({
          day: dayOf(decision.decidedAt),
          accepted: is("accept"),
          edited: is("edit"),
          rejected: is("reject"),
          escalated: is("hand_over"),
          count,
        })
        .from(decision)
        .innerJoin(suggestion, eq(suggestion.id, decision.suggestionId))
        .where(and(decidedIn(range), inArray(suggestion.kind, kinds)))
        .groupBy(dayOf(decision.decidedAt));
      return { points: perDay(range, rows, series, null), sample: sumOf(rows, (row) => row.count) };
    },
  };
}
