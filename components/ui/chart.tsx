/** Figures drawn by kind: lines, bars, single figures or a table, in the theme's colours. */
"use client";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import {
  axisWords,
  type ChartPoint,
  type ChartRow,
  durationTicks,
  type FigureFormat,
  figureWords,
  largestFigure,
  rowsOf,
  xWords,
} from "./chart-data";
import { ChartLegend, ChartTip, seriesDash } from "./chart-legend";
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

/** Durations are marked at round moments, not at round numbers of milliseconds. */
function durationAxis(most: number) {
  const ticks = durationTicks(most);
  return { ticks, domain: [0, ticks.at(-1) ?? most] };
}

function Plot({
  kind,
  label,
  points,
  format = "number",
  height = PLOT_HEIGHT,
  stacked,
  mark,
}: ChartProps & { kind: "line" | "bar" }) {
  const { series, rows } = rowsOf(points);
  const Frame = kind === "line" ? LineChart : BarChart;
  return (
    <div>
      <div style={{ height }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height }}>
          <Frame data={rows} margin={margin} title={label} barCategoryGap="28%">
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
              {...(format === "duration" && durationAxis(largestFigure(rows, stacked ?? false)))}
              tick={{ ...axisText, style: { fontVariantNumeric: "tabular-nums" } }}
              tickLine={false}
              axisLine={false}
              allowDecimals={format !== "number"}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={
                kind === "line" ? { stroke: "var(--color-line-strong)" } : { fill: "var(--color-hover)" }
              }
              content={({ active, label: x }) =>
                active ? (
                  <ChartTip row={rows.find((row) => row.x === x)} series={series} format={format} />
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
            {series.map((name, place) => drawSeries({ kind, name, place, stacked }))}
          </Frame>
        </ResponsiveContainer>
      </div>
      {series.length > 1 && <ChartLegend series={series} kind={kind} />}
    </div>
  );
}

type SeriesProps = { kind: "line" | "bar"; name: string; place: number; stacked: boolean | undefined };

function drawSeries({ kind, name, place, stacked }: SeriesProps) {
  const figure = (row: ChartRow) => row.figures[name] ?? null;
  const colour = `var(--color-series-${(place % 5) + 1})`;
  if (kind === "bar") {
    return (
      <Bar
        key={name}
        name={name}
        dataKey={figure}
        fill={colour}
        stackId={stacked ? "all" : undefined}
        maxBarSize={28}
        radius={stacked ? 0 : [2, 2, 0, 0]}
        isAnimationActive={false}
      />
    );
  }
  return (
    <Line
      key={name}
      name={name}
      dataKey={figure}
      stroke={colour}
      strokeWidth={1.75}
      strokeDasharray={seriesDash(place)}
      dot={false}
      activeDot={{ r: 3 }}
      isAnimationActive={false}
    />
  );
}
