/** What is drawn of a chart: bars, lines with their lonely points, and the band a line may lie in. */

import { Area, Bar, Line } from "recharts";
import type { Band } from "./band";
import { aloneIn, type ChartRow } from "./chart-data";
import { seriesDash } from "./chart-legend";

type SeriesProps = {
  kind: "line" | "bar";
  name: string;
  place: number;
  stacked: boolean | undefined;
  rows: readonly ChartRow[];
};

export function drawSeries({ kind, name, place, stacked, rows }: SeriesProps) {
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
  const isAlone = aloneIn(rows, name);
  return (
    <Line
      key={name}
      name={name}
      dataKey={figure}
      stroke={colour}
      strokeWidth={1.75}
      strokeDasharray={seriesDash(place)}
      dot={({ index, cx, cy }) => (
        <circle key={index} cx={cx} cy={cy} r={isAlone[index] ? 2.5 : 0} fill={colour} />
      )}
      activeDot={{ r: 3 }}
      isAnimationActive={false}
    />
  );
}

export function drawBand({ low, high }: Band) {
  return (
    <Area
      key="band"
      dataKey={({ figures }: ChartRow) =>
        typeof figures[low] === "number" && typeof figures[high] === "number"
          ? [figures[low], figures[high]]
          : null
      }
      stroke="none"
      fill="var(--color-series-1)"
      fillOpacity={0.14}
      activeDot={false}
      isAnimationActive={false}
    />
  );
}
