/** Figures drawn by kind: lines, bars, single figures or a table, in the theme's colours. */
"use client";
import { BarChart, CartesianGrid, ComposedChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import type { Band } from "./band";
import {
  axisWords,
  type ChartPoint,
  type ChartRow,
  durationTicks,
  type FigureFormat,
  figureWords,
  largestFigure,
  roundTicks,
  rowsOf,
  xWords,
} from "./chart-data";
import { ChartLegend, ChartTip } from "./chart-legend";
import { ChartRoom } from "./chart-room";
import { drawBand, drawSeries } from "./chart-series";
import { ChartTable } from "./chart-table";
import { Stat } from "./stat";

export const chartKinds = ["line", "bar", "stat", "table"] as const;
/** The height of a plot unless told otherwise, in px. */
export const PLOT_HEIGHT = 200;
export type ChartKind = (typeof chartKinds)[number];

export type ChartProps = {
  kind: ChartKind;
  /** What is drawn, for screen readers. */
  label: string;
  points: readonly ChartPoint[];
  format?: FigureFormat;
  /** In px, of the plot alone; equal heights and no legend make small multiples. */
  height?: number;
  /** Bars of one x on top of each other. */
  stacked?: boolean;
  /** Two series that are drawn as a band around the first one. */
  band?: Band | undefined;
  /** A place on the x axis that stands out, with its name. */
  mark?: { x: string; words: string } | undefined;
};

export function Chart(props: ChartProps) {
  const { kind, label, points, format = "number" } = props;
  switch (kind) {
    case "line":
    case "bar":
      return <Plot {...props} kind={kind} />;
    case "stat":
      return (
        <div className="flex flex-wrap gap-x-10 gap-y-4">
          {points.map(({ x, series, y }) => (
            <Stat key={`${series} ${x}`} label={series} value={figureWords(y, format)} note={x} />
          ))}
        </div>
      );
    case "table":
      return <ChartTable label={label} points={points} format={format} />;
  }
}

const axisText = { fill: "var(--color-ink-faint)", fontSize: 11 };
const margin = { top: 8, right: 8, bottom: 0, left: 0 };

/** Round marks: durations at whole minutes, hours or days, other figures in steps of 1, 2 or 5. */
function roundAxis(rows: readonly ChartRow[], stacked: boolean, format: FigureFormat) {
  const most = largestFigure(rows, stacked);
  const ticks = format === "duration" ? durationTicks(most) : roundTicks(most, format);
  return { ticks, domain: [0, ticks.at(-1) ?? most] };
}

function Plot({
  kind,
  label,
  points,
  format = "number",
  height = PLOT_HEIGHT,
  stacked,
  band,
  mark,
}: ChartProps & { kind: "line" | "bar" }) {
  const { series, rows } = rowsOf(points);
  const Frame = kind === "line" ? ComposedChart : BarChart;
  const lines = series.filter((name) => name !== band?.low && name !== band?.high);
  return (
    <div>
      <ChartRoom height={height} initialWidth={480}>
        {(width) => (
          <Frame width={width} height={height} data={rows} margin={margin} title={label} barCategoryGap="28%">
            <CartesianGrid vertical={false} stroke="var(--color-line)" />
            <XAxis
              dataKey="x"
              tickFormatter={xWords}
              tick={axisText}
              tickLine={false}
              axisLine={{ stroke: "var(--color-line)" }}
              minTickGap={24}
            />
            <YAxis
              width={44}
              tickFormatter={(value: number) => axisWords(value, format)}
              {...roundAxis(rows, stacked ?? false, format)}
              tick={{ ...axisText, style: { fontVariantNumeric: "tabular-nums" } }}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={
                kind === "line" ? { stroke: "var(--color-line-strong)" } : { fill: "var(--color-hover)" }
              }
              content={({ active, label: x }) =>
                active ? (
                  <ChartTip
                    row={rows.find((row) => row.x === x)}
                    series={lines}
                    band={band}
                    format={format}
                  />
                ) : null
              }
            />
            {mark && (
              <ReferenceLine
                x={mark.x}
                stroke="var(--color-ink-muted)"
                strokeDasharray="2 2"
                label={{
                  value: mark.words,
                  position: "insideTopRight",
                  fill: "var(--color-ink-muted)",
                  fontSize: 11,
                }}
              />
            )}
            {band && drawBand(band)}
            {lines.map((name, place) => drawSeries({ kind, name, place, stacked, rows }))}
          </Frame>
        )}
      </ChartRoom>
      {series.length > 1 && <ChartLegend series={lines} band={band} kind={kind} />}
    </div>
  );
}
