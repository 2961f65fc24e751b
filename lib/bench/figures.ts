/** What a benchmark says: figures with their goals, as a table for people and as JSON for programs. */
import { cpus, loadavg, totalmem } from "node:os";

export type Unit = "ms" | "/s" | "MB" | "%" | "";
export type Goal = { atMost: number } | { atLeast: number };
export type Figure = {
  measure: string;
  value: number;
  unit: Unit;
  goal?: Goal;
  /** How many observations the figure stands on, where it is a quantile. */
  observations?: number;
};

/** The figures of one run with what they were measured on. `load` is the one-minute load average at the start. */
export type Report = {
  at: string;
  machine: { processor: string; cores: number; memoryGb: number; node: string; load: number };
  seconds: number;
  figures: Figure[];
};

/** The machine a run starts on. */
export function machine(): Report["machine"] {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    load: rounded(loadavg()[0] ?? 0),
  };
}

/** p50 and p95 of durations in milliseconds; the goal is that of the p95. */
export function quantiles(measure: string, durations: number[], goal?: Goal): Figure[] {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  const common = { unit: "ms", observations: sorted.length } as const;
  return [
    { measure: `${measure}, p50`, value: at(0.5), ...common },
    { measure: `${measure}, p95`, value: at(0.95), ...common, ...(goal && { goal }) },
  ];
}

/** Null where there is no goal. */
export function isMet({ value, goal }: Figure): boolean | null {
  if (!goal) return null;
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** One line a figure: measure, value, goal, whether it was met. */
export function table(figures: Figure[]): string {
  const rows = figures.map((figure) => {
    const { measure, value, unit, goal, observations } = figure;
    const wanted = !goal ? "" : "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
    const verdict = { true: "met", false: "missed", null: "" }[`${isMet(figure)}`];
    return [measure, `${rounded(value)} ${unit}`, wanted, verdict, observations ? `n = ${observations}` : ""];
  });
  const all = [["measure", "figure", "goal", "", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The report as JSON, figures rounded and each with its verdict. */
export function json(report: Report): string {
  const figures = report.figures.map((figure) => ({
    ...figure,
    value: rounded(figure.value),
    isMet: isMet(figure),
  }));
  return `${JSON.stringify({ ...report, figures }, null, 2)}\n`;
}

/** Three significant digits, whole numbers from 100 on; null in JSON for what could not be measured. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
