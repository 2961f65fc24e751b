/** A replay's report as lines for a terminal: every figure with its definition. */
import type { CurveStretch, ReplayReport } from "./model";
import { figureRows } from "./rules";

/** Figures of all points, of the last quarter and of the baseline; the curves; how long it took. */
export function reportLines(report: ReplayReport): string[] {
  const { all, run } = report;
  const quarter = valuesOf(figureRows(report.last_quarter));
  const floor = valuesOf(figureRows(report.baseline.all));
  return [
    `${report.tickets} ${report.tickets === 1 ? "ticket" : "tickets"} of ${report.file}, drafted by ${report.drafted_by}: ${all.points} replies, ${all.tool_calls} tool calls`,
    line("", "all", "last quarter", "15-NN", ""),
    ...figureRows(all).map(({ key, label, value, definition }) =>
      line(label, value, quarter.get(key), floor.get(key), definition),
    ),
    ...curveLines("closed", report.curve_by_closed),
    ...curveLines("same kind closed", report.curve_by_closed_of_kind),
    `${run.agent_runs} agent runs in ${run.seconds} s, ${run.agent_runs_per_second} a second; one training update takes ${run.learn_ms.p50} ms (p95 ${run.learn_ms.p95}); peak memory ${run.peak_memory_mb} MB`,
    ...report.notes,
  ];
}

function curveLines(what: string, stretches: readonly CurveStretch[]): string[] {
  return stretches.map(({ from, to, points, match, token_f1, baseline_match }) =>
    line(
      `Match, ${what} ${from}${to === null ? "+" : `–${to - 1}`}`,
      match,
      null,
      baseline_match,
      `${points} points, token F1 ${words(token_f1)}`,
    ),
  );
}

function valuesOf(rows: ReturnType<typeof figureRows>): Map<string, number | null> {
  return new Map(rows.map(({ key, value }) => [key, value]));
}

type Cell = number | string | null | undefined;

function line(name: string, all: Cell, quarter: Cell, floor: Cell, definition: string): string {
  const cells = [all, quarter, floor].map((cell) => words(cell).padStart(13)).join("");
  return `${name.padEnd(32)}${cells}  ${definition}`.trimEnd();
}

function words(cell: Cell): string {
  if (cell === null || cell === undefined) return "–";
  return typeof cell === "number" ? cell.toFixed(3) : cell;
}
