/** How a replay got better as tickets were closed, beside the plain baseline or another replay. */
"use client";
import type { CurveStretch, ReplayRun } from "#lib/evaluation/model";
import { furtherDefinitions } from "#lib/evaluation/rules";
import type { ChartPoint } from "../ui/chart-data";
import { ChartFigure, ChartGrid } from "../ui/chart-figure";

type ReplayCurveProps = { shown: ReplayRun; beside: ReplayRun | null };

export function ReplayCurves({ shown, beside }: ReplayCurveProps) {
  const sample = `${shown.report.all.points.toLocaleString("en")} replies`;
  return (
    <ChartGrid>
      <ChartFigure
        title="Match by closed tickets"
        definition={furtherDefinitions.curve_by_closed}
        kind="line"
        format="percent"
        sample={sample}
        points={pointsOf(shown, beside, ({ report }) => report.curve_by_closed)}
      />
      <ChartFigure
        title="Match by closed tickets of the kind"
        definition={furtherDefinitions.curve_by_closed_of_kind}
        kind="line"
        format="percent"
        sample={sample}
        points={pointsOf(shown, beside, ({ report }) => report.curve_by_closed_of_kind)}
      />
    </ChartGrid>
  );
}

function pointsOf(
  shown: ReplayRun,
  beside: ReplayRun | null,
  curveOf: (run: ReplayRun) => readonly CurveStretch[],
): ChartPoint[] {
  const ours = curveOf(shown).map((one) => ({ x: stretchText(one), series: shown.name, y: one.match }));
  const floor = (beside ? curveOf(beside) : curveOf(shown)).map((one) => ({
    x: stretchText(one),
    series: beside ? `${beside.name} (#${beside.id})` : "15 nearest",
    y: beside ? one.match : one.baseline_match,
  }));
  return [...ours, ...floor];
}

function stretchText({ from, to }: CurveStretch): string {
  if (to === null) return `${from.toLocaleString("en")}+`;
  return to === from + 1 ? String(from) : `${from.toLocaleString("en")}–${(to - 1).toLocaleString("en")}`;
}
