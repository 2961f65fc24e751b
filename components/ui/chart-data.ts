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

/** For each row whether its figure of a series has no neighbour, so that a line through it would not be seen. */
export function aloneIn(rows: readonly ChartRow[], series: string): boolean[] {
  const has = (place: number) => (rows[place]?.figures[series] ?? null) !== null;
  return rows.map((_, place) => has(place) && !has(place - 1) && !has(place + 1));
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Units of an axis of durations, largest first, and the steps people count them in. */
const units = [
  { words: "d", span: day, steps: [1, 2, 5, 7, 14, 30] },
  { words: "h", span: hour, steps: [1, 2, 3, 6, 12] },
  { words: "min", span: minute, steps: [1, 2, 5, 10, 15, 30] },
  { words: "s", span: second, steps: [1, 2, 5, 10, 15, 30] },
] as const;
const mostTicks = 5;

/** Where an axis of durations up to `most` ms is marked: whole hours, quarters of an hour, days; always from 0. */
export function durationTicks(most: number): number[] {
  const steps = units.flatMap(({ span, steps }) => steps.map((step) => step * span)).sort((a, b) => a - b);
  const fitting = steps.find((step) => most <= step * mostTicks);
  // Beyond the longest step the month is the unit.
  const step = fitting ?? Math.ceil(most / mostTicks / (30 * day)) * 30 * day;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}

/** Where an axis up to `most` is marked: whole steps of 1, 2 or 5, a few of them; always from 0. */
export function roundTicks(most: number, format: "number" | "percent"): number[] {
  const rough = most / mostTicks;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  const fitting = [1, 2, 5, 10].find((step) => rough <= step * power * (1 + 1e-9)) ?? 10;
  const step = Math.max(fitting * power, format === "number" ? 1 : 0.01);
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, place) => Number((place * step).toPrecision(12)));
}

/** The largest figure a plot has to show: of one point, or of all that stand on each other. */
export function largestFigure(rows: readonly ChartRow[], stacked: boolean): number {
  const heights = rows.map(({ figures }) => {
    const shown = Object.values(figures).filter((figure) => figure !== null);
    return stacked ? shown.reduce((sum, figure) => sum + figure, 0) : Math.max(0, ...shown);
  });
  return Math.max(0, ...heights);
}

/** A figure short enough for an axis, e.g. "2.25K", "37%", "1.5 h". */
export function axisWords(value: number, format: FigureFormat): string {
  if (format === "duration") {
    const unit = units.find(({ span }) => value >= span) ?? units[3];
    return `${Number((value / unit.span).toFixed(2))} ${unit.words}`;
  }
  if (format === "percent") return figureWords(value, format);
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 }).format(value);
}

/** A day as "12 Mar"; any other x as it is. */
export function xWords(x: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(x)) return x;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(
    new Date(x),
  );
}
