/** The figures of a replay under the questions they answer. */
import type { FigureRow } from "#lib/evaluation/rules";

const questions: { question: string; keys: readonly string[] }[] = [
  { question: "Is the first draft right?", keys: ["match", "match_shown", "match_on_canned", "hit_at_3"] },
  {
    question: "How good were the shown proposals?",
    keys: [
      "shown",
      "shown_match",
      "shown_accept",
      "shown_edit",
      "shown_foreign_number_rate",
      "shown_wrong_fact_rate",
    ],
  },
  {
    question: "How close is the wording?",
    keys: ["token_f1", "rouge_l", "chrf", "near_verbatim", "foreign_number_rate", "wrong_fact_rate"],
  },
  {
    question: "Does it find the right diagnostic?",
    keys: ["tool_step", "tool_drafted", "tool_right", "tool_arguments", "tool_call_exact", "next_step"],
  },
  { question: "Is its confidence reliable?", keys: ["aurc", "confidence_auc", "ece", "typed_auc"] },
];

const rest = "Routing and speed";

/** Every row stands in one group; those of a kind with many members are told by the start of their key. */
export function groupFigures(rows: readonly FigureRow[]): { question: string; rows: FigureRow[] }[] {
  const questionOf = ({ key }: FigureRow) =>
    questions.find(({ keys }) => keys.includes(key))?.question ??
    (/^(coverage|precision) /.test(key) ? "Is its confidence reliable?" : rest);
  return [...questions.map(({ question }) => question), rest]
    .map((question) => ({ question, rows: rows.filter((row) => questionOf(row) === question) }))
    .filter((group) => group.rows.length > 0);
}
