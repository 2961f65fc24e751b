/** A series over time: its values, the range that is usual, anomalies, changes, and thresholds that are recommended. */
"use client";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { shortened } from "#lib/platform/shorten/rules";
import { ChartRoom } from "../ui/chart-room";
import { timeTicks, valueTicks } from "./chart-ticks";
import { rangeWords, valueWords } from "./metric-words";

export type ChartPlace = {
  at: number;
  mean: number;
  low: number;
  high: number;
  /** Thresholds at this time of day, where some are shown. */
  upper?: number;
  lower?: number;
};
type MetricChartProps = {
  label: string;
  unit: string;
  range: { from: number; to: number };
  places: ChartPlace[];
  anomalies: { from: number; to: number }[];
  /** Alarms that the shown thresholds would have raised. */
  alarms: { from: number; to: number }[];
  changes: { at: number; title: string }[];
};

/** In px. */
const plotHeight = 288;
const axisText = { fill: "var(--color-ink-faint)", fontSize: 11 };
const line = { dot: false, activeDot: false, isAnimationActive: false } as const;

export function MetricChart({ label, unit, range, places, anomalies, alarms, changes }: MetricChartProps) {
  const span = range.to - range.from;
  const thin = span / 300;
  const values = valueTicks(
    places.flatMap(({ mean, low, high, upper, lower }) => [mean, low, high, upper ?? mean, lower ?? mean]),
  );
  return (
    <figure>
      <ChartRoom height={plotHeight} initialWidth={640}>
        {(width) => (
          <ComposedChart
            width={width}
            height={plotHeight}
            data={places}
            margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
            title={label}
          >
            <CartesianGrid vertical={false} stroke="var(--color-line)" />
            <XAxis
              dataKey="at"
              type="number"
              domain={[range.from, range.to]}
              ticks={timeTicks(range, width)}
              tickFormatter={(at: number) => timeWords(at, span)}
              tick={axisText}
              tickLine={false}
              axisLine={{ stroke: "var(--color-line)" }}
            />
            <YAxis
              width={56}
              domain={[values.at(0) ?? "auto", values.at(-1) ?? "auto"]}
              ticks={values}
              tickFormatter={(value: number) => valueWords(value)}
              tick={{ ...axisText, style: { fontVariantNumeric: "tabular-nums" } }}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: "var(--color-line-strong)" }}
              content={({ active, payload }) => {
                const place = payload?.[0]?.payload as ChartPlace | undefined;
                return active && place ? <Tip place={place} unit={unit} /> : null;
              }}
            />
            {anomalies.map(({ from, to }) => (
              <ReferenceArea
                key={from}
                x1={Math.max(from, range.from)}
                x2={Math.min(Math.max(to, from + thin), range.to)}
                fill="var(--color-critical)"
                fillOpacity={0.16}
                stroke="none"
              />
            ))}
            <Area
              dataKey={({ low, high }: ChartPlace) => [low, high]}
              stroke="none"
              fill="var(--color-series-1)"
              fillOpacity={0.14}
              activeDot={false}
              isAnimationActive={false}
            />
            <Line
              {...line}
              dataKey="upper"
              type="stepAfter"
              stroke="var(--color-series-3)"
              strokeDasharray="4 3"
            />
            <Line
              {...line}
              dataKey="lower"
              type="stepAfter"
              stroke="var(--color-series-3)"
              strokeDasharray="4 3"
            />
            <Line
              {...line}
              dataKey="mean"
              stroke="var(--color-series-1)"
              strokeWidth={1.5}
              activeDot={{ r: 3 }}
            />
            {alarms.map(({ from }) => (
              <ReferenceLine key={from} x={from} stroke="var(--color-series-3)" strokeWidth={1.5} />
            ))}
            {changes.map(({ at, title }) => (
              <ReferenceLine
                key={`${at} ${title}`}
                x={at}
                stroke="var(--color-ink-muted)"
                strokeDasharray="2 2"
                label={{
                  value: shortened(title, 24),
                  position: "insideTopRight",
                  fill: "var(--color-ink-muted)",
                  fontSize: 11,
                }}
              />
            ))}
          </ComposedChart>
        )}
      </ChartRoom>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
        <Key className="h-0.5 bg-series-1">Value</Key>
        <Key className="h-3 bg-series-1/15">Usual range</Key>
        <Key className="h-3 bg-critical/20">Anomaly</Key>
        {changes.length > 0 && <Key className="h-3 border-l border-dashed border-ink-muted">Change</Key>}
        {places.some(({ upper }) => upper !== undefined) && (
          <Key className="border-t-2 border-dashed border-series-3">Recommended threshold</Key>
        )}
        {alarms.length > 0 && <Key className="h-3 border-l-2 border-series-3">Threshold alarm</Key>}
        <span>Times are UTC.</span>
      </figcaption>
    </figure>
  );
}

function Key({ className, children }: { className: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`inline-block w-4 ${className}`} />
      {children}
    </span>
  );
}

function Tip({ place, unit }: { place: ChartPlace; unit: string }) {
  return (
    <div className="rounded-md border border-line bg-panel px-2 py-1 text-sm tabular-nums">
      <p className="text-ink-muted">{new Date(place.at).toLocaleString("en-GB", { timeZone: "UTC" })} UTC</p>
      <p>{valueWords(place.mean, unit)}</p>
      <p className="text-ink-muted">usually {rangeWords(place.low, place.high, unit)}</p>
    </div>
  );
}

/** Hours of one day, days of several; UTC, as thresholds and hours are. */
function timeWords(at: number, span: number): string {
  const isShort = span <= 86_400_000;
  return new Date(at).toLocaleString("en-GB", {
    timeZone: "UTC",
    ...(isShort ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" }),
  });
}
