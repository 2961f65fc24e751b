/** Points of a chart as rows and columns, and how their figures are written. */

import { durationWords } from "./time-words";

/** One figure: `x` is a day ("2026-03-12") or a category, `series` names the line or bar it belongs to. */
export type ChartPoint = { x: string; series: string; y: number | null };

/** How figures are written; durations come in ms, percentages as shares of 1. */
export const figureFormats = ["number", "percent", "duration"] as const;
export type FigureFormat = (typeof figureFormats)[number];

export type ChartRow = { x: string; figures: Record<string, number | null> };

/** One row per x and one figure per series, both in order of first appearance; what is missing is null. */
export function rowsOf(points: readonly ChartPoint[]): { series: string[]; rows: ChartRow[] } {
  const series = [...new Set(points.map((point) => point.series))];
  const rows = new Map<string, ChartRow>();
  for (const { x, series: name, y } of points) {
    const row = rows.get(x) ?? { x, figures: Object.fromEntries(series.map((each) => [each, null])) };
    row.figures[name] = y;
    rows.set(x, row);
  }
  return { series, rows: [...rows.values()] };
}

/** A figure in words, e.g. "1,204", "37%", "2 h 05 min"; null is a dash. */
export function figureWords(value: number | null, format: FigureFormat): string {
  if (value === null) return "–";
  switch (format) {
    case "number":
      return new Intl.NumberFormat("en", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 }).format(
        value,
      );
    case "percent":
      return new Intl.NumberFormat("en", {
        style: "percent",
        maximumFractionDigits: value > 0 && value < 0.1 ? 1 : 0,
      }).format(value);
    case "duration":
      return durationWords(value);
  }
}

/** A figure short enough for an axis, e.g. "1.2K", "37%", "2h". */
export function axisWords(value: number, format: FigureFormat): string {
  if (format === "duration") return durationWords(value).split(" ").slice(0, 2).join(" ");
  if (format === "percent") return figureWords(value, format);
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** A day as "12 Mar"; any other x as it is. */
export function xWords(x: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(x)) return x;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(x),
  );
}
