/** A replay's report as lines for a terminal: every figure with its definition. */
import {
  furtherDefinitions,
  type MeasureKey,
  measures,
  type ReplayFigures,
  type ReplayReport,
} from "./model";

/** Lines of at most some hundred characters: figures of all points, of the last quarter and of the baseline. */
export function reportLines(report: ReplayReport): string[] {
  const { all, last_quarter, baseline, run } = report;
  const rows = (Object.keys(measures) as MeasureKey[]).map((key) =>
    line(key, all[key], last_quarter[key], baselineFigure(report, key), measures[key].definition),
  );
  return [
    `${report.tickets} tickets of ${report.file}, drafted by ${report.drafted_by}: ${all.points} reply points, ${all.tool_calls} tool calls`,
    line("", "all", "last ¼", "15-NN", ""),
    ...rows,
    ...all.coverage_at_precision.map(({ target, coverage, precision }, place) =>
      line(
        `coverage at ${target.toFixed(2)}`,
        pair(coverage, precision),
        pair(
          last_quarter.coverage_at_precision[place]?.coverage,
          last_quarter.coverage_at_precision[place]?.precision,
        ),
        pair(
          baseline.all.coverage_at_precision[place]?.coverage,
          baseline.all.coverage_at_precision[place]?.precision,
        ),
        place === 0 ? furtherDefinitions.coverage_at_precision : "",
      ),
    ),
    ...all.routing.map(({ turns, accuracy }, place) =>
      line(
        `routing after ${turns}`,
        accuracy,
        last_quarter.routing[place]?.accuracy,
        null,
        place === 0 ? furtherDefinitions.routing : "",
      ),
    ),
    ...curveLines("closed tickets", report.curve_by_closed),
    ...curveLines("same kind closed", report.curve_by_closed_of_kind),
    `${run.considerations} considerations in ${run.seconds} s (${run.considerations_per_second} a second); ms a consideration: ${quantileWords(all)}; ms a lesson: p50 ${run.learn_ms.p50}, p95 ${run.learn_ms.p95}; peak memory ${run.peak_memory_mb} MB`,
    ...report.notes,
  ];
}

function curveLines(what: string, stretches: ReplayReport["curve_by_closed"]): string[] {
  return stretches.map(({ from, to, points, match, baseline_match }) =>
    line(
      `${what} ${from}${to === null ? "+" : `–${to - 1}`}`,
      match,
      null,
      baseline_match,
      `${points} points`,
    ),
  );
}

function quantileWords({ consideration_ms: { p50, p95 } }: ReplayFigures): string {
  return `p50 ${p50}, p95 ${p95}`;
}

function baselineFigure({ baseline }: ReplayReport, key: MeasureKey): number | null {
  const value = (baseline.all as Record<string, unknown>)[key];
  return typeof value === "number" ? value : null;
}

type Cell = number | string | null | undefined;

function line(name: string, all: Cell, quarter: Cell, floor: Cell, definition: string): string {
  const cells = [all, quarter, floor].map((cell) => words(cell).padStart(13)).join("");
  return `${name.padEnd(26)}${cells}  ${definition}`.trimEnd();
}

function pair(coverage: number | null | undefined, precision: number | null | undefined): string {
  return `${words(coverage)}/${words(precision)}`;
}

function words(cell: Cell): string {
  if (cell === null || cell === undefined) return "–";
  return typeof cell === "number" ? cell.toFixed(3) : cell;
}
