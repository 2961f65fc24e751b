/** What each figure of a replay means, and the figures as lines. Pure. */
import { percentWords } from "#lib/platform/percent/rules";
import type { ReplayFigures, ReplyFigures } from "./model";

type Measure = {
  label: string;
  definition: string;
  format: "share" | "number" | "milliseconds";
  better: "higher" | "lower";
};

/** What each figure means; printed with the figures wherever they are shown. */
export const measures = {
  match: {
    label: "Match",
    definition:
      "Share of reply points at which the first reply has the action label of the reply the analyst really sent, also where it may not be shown. A reply typed by hand has no label and counts as a miss.",
    format: "share",
    better: "higher",
  },
  match_shown: {
    label: "Match of what may be shown",
    definition:
      "The same for the first reply that may be shown: what ranks before it and is withheld does not count.",
    format: "share",
    better: "higher",
  },
  match_on_canned: {
    label: "Match on labelled replies",
    definition: "Match among the points whose real reply has a label.",
    format: "share",
    better: "higher",
  },
  hit_at_3: {
    label: "Right answer among three",
    definition: "Share of reply points at which one of the first three distinct replies has the real label.",
    format: "share",
    better: "higher",
  },
  token_f1: {
    label: "Token F1",
    definition:
      "2 · common tokens / (length + length) of the first reply and the real one, mean over all reply points.",
    format: "share",
    better: "higher",
  },
  rouge_l: {
    label: "ROUGE-L",
    definition: "2 · longest common subsequence of tokens / (length + length), mean over all reply points.",
    format: "share",
    better: "higher",
  },
  chrf: {
    label: "chrF",
    definition: "F2 of character n-grams of length 1 to 6, mean over all reply points.",
    format: "share",
    better: "higher",
  },
  near_verbatim: {
    label: "Near-verbatim",
    definition: "Share of reply points with token F1 of at least 0.9.",
    format: "share",
    better: "higher",
  },
  foreign_number_rate: {
    label: "Foreign number",
    definition:
      "Share of first replies with a string of digits that stands nowhere in the ticket's past (texts, arguments and results).",
    format: "share",
    better: "lower",
  },
  wrong_fact_rate: {
    label: "Wrong fact",
    definition:
      "Share of first replies that say of a result what the result contradicts: another number or name at this place, a sentence only ever said in another state, or a number that stands nowhere.",
    format: "share",
    better: "lower",
  },
  aurc: {
    label: "AURC",
    definition: "Mean, over n, of the share of misses among the n most confident reply points.",
    format: "share",
    better: "lower",
  },
  confidence_auc: {
    label: "Confidence AUC",
    definition: "Chance that a matching reply had a higher confidence than a missing one; ties count half.",
    format: "share",
    better: "higher",
  },
  ece: {
    label: "Calibration error",
    definition: "|confidence − match| in ten equal bins of confidence, weighted by their points.",
    format: "share",
    better: "lower",
  },
  typed_auc: {
    label: "Typed-by-hand AUC",
    definition:
      "Chance that a reply typed by hand was given a higher probability of being typed than a labelled one.",
    format: "share",
    better: "higher",
  },
  shown: {
    label: "Shown",
    definition: "Share of reply points at which the product's own gate showed a reply.",
    format: "share",
    better: "higher",
  },
  shown_match: {
    label: "Match when shown",
    definition: "Match among the replies the gate showed.",
    format: "share",
    better: "higher",
  },
  shown_accept: {
    label: "Accepted when shown",
    definition: "Share of the shown replies with the real label, token F1 of at least 0.9 and no wrong fact.",
    format: "share",
    better: "higher",
  },
  shown_edit: {
    label: "Edited when shown",
    definition:
      "Share of the shown replies that were not accepted, but had the real label or token F1 of at least 0.5.",
    format: "share",
    better: "higher",
  },
  shown_foreign_number_rate: {
    label: "Foreign number when shown",
    definition: "Foreign numbers among the replies the gate showed.",
    format: "share",
    better: "lower",
  },
  shown_wrong_fact_rate: {
    label: "Wrong fact when shown",
    definition: "Wrong facts among the replies the gate showed.",
    format: "share",
    better: "lower",
  },
  tool_step: {
    label: "Call as next step",
    definition:
      "Share of the analyst's tool calls at which that very tool was held the most probable next step.",
    format: "share",
    better: "higher",
  },
  tool_drafted: {
    label: "Call drafted",
    definition:
      "Share of the analyst's tool calls at which a call of that tool was drafted: with values that stand nowhere in the ticket it gives way to a reply, or to silence.",
    format: "share",
    better: "higher",
  },
  tool_right: {
    label: "Right tool",
    definition:
      "Share of tool calls whose tool was the best call, whether or not a call was the most probable step.",
    format: "share",
    better: "higher",
  },
  tool_arguments: {
    label: "Arguments given the tool",
    definition:
      "Share of the call's arguments that were right, extra ones counting against it, where the tool was right.",
    format: "share",
    better: "higher",
  },
  tool_call_exact: {
    label: "Whole call exact",
    definition: "Share of tool calls with the right tool and every argument right and none extra.",
    format: "share",
    better: "higher",
  },
  next_step: {
    label: "Next step with calls",
    definition:
      "Share of all steps (replies and calls) whose kind was predicted, with a matching label or the right tool.",
    format: "share",
    better: "higher",
  },
} as const satisfies Record<string, Measure>;
export type MeasureKey = keyof typeof measures;

/** Definitions of what is no plain measure. */
export const furtherDefinitions = {
  points:
    "Replies of analysts; before each, the agent considered the newest event through the product's own path. Tickets count only from `from` on.",
  coverage_at_precision:
    "An online gate per target: the threshold is the lowest confidence at which the match of the last 3,000 known points (at least 200, of which 50 above it) met the target; coverage is the share of points above it at the time, precision their match.",
  routing:
    "Share of tickets of a single kind whose kind, set as category when a ticket is closed, stood first in the agent's triage after 1, 2 and 3 customer turns.",
  last_quarter: "The same over the newest quarter of the points.",
  curve_by_closed: "Match by how many tickets had been closed before the point.",
  curve_by_closed_of_kind:
    "Match by how many tickets of the same kind had been closed before; of several kinds the rarest counts.",
  baseline:
    "Plain floor on the same points: votes of the 15 most similar past moments by TF-IDF cosine, the text of the nearest that won, copied.",
  agent_run_ms:
    "Time of one agent run, from reading the ticket to its stored record; those of one wave are made at once and share theirs equally.",
  verdicts:
    "The real reply decides about a shown one: accept (same label, token F1 of at least 0.9, no wrong fact), edit (same label or 0.5), else reject; a silence is graded the same way.",
} as const;

/** One line of a table of figures. */
export type FigureRow = { key: string; label: string; value: number | null; definition: string };

/** The figures as lines, in one order for every run; the baseline has fewer of them. */
export function figureRows(figures: ReplayFigures | ReplyFigures): FigureRow[] {
  const values = new Map(Object.entries(figures));
  const plain = Object.entries(measures).flatMap(([key, { label, definition }]): FigureRow[] => {
    const value = values.get(key);
    return typeof value === "number" || value === null ? [{ key, label, definition, value }] : [];
  });
  const gates = figures.coverage_at_precision.flatMap(({ target, coverage, precision }): FigureRow[] => {
    const percent = percentWords(target);
    const definition = furtherDefinitions.coverage_at_precision;
    return [
      { key: `coverage ${target}`, label: `Coverage at ${percent}`, definition, value: coverage },
      {
        key: `precision ${target}`,
        label: `Precision there`,
        definition: `Aimed at ${percent}.`,
        value: precision,
      },
    ];
  });
  if (!("routing" in figures)) return [...plain, ...gates];
  const { agent_run_ms, routing } = figures;
  const routes = routing.map(({ turns, accuracy }): FigureRow => {
    const label = `Routing after ${turns} ${turns === 1 ? "turn" : "turns"}`;
    return { key: `routing ${turns}`, label, definition: furtherDefinitions.routing, value: accuracy };
  });
  const times = (["p50", "p95"] as const).map(
    (share): FigureRow => ({
      key: `agent run ${share}`,
      label: `Agent run, ${share}, in ms`,
      definition: furtherDefinitions.agent_run_ms,
      value: agent_run_ms[share],
    }),
  );
  return [...plain, ...gates, ...routes, ...times];
}
