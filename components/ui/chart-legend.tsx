/** A chart's legend and the figures under its cursor. */

import type { Band } from "./band";
import { type ChartRow, type FigureFormat, figureWords, xWords } from "./chart-data";
import { cn } from "./cn";
import { floatStyle } from "./menu-style";

const dashes = [undefined, "6 3", "2 3", "8 3 2 3", "1 2"];

/** Lines differ in their dash too, for eyes that do not tell hues apart. */
export function seriesDash(place: number): string | undefined {
  return dashes[place % dashes.length];
}

type LegendProps = { series: readonly string[]; band: Band | undefined; kind: "line" | "bar" };

export function ChartLegend({ series, band, kind }: LegendProps) {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 pl-11 text-sm text-ink-muted">
      {series.map((name, place) => (
        <li key={name} className="flex items-center gap-1.5">
          <SeriesMark place={place} kind={kind} />
          {name}
        </li>
      ))}
      {band && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="h-2.5 w-4 rounded-[2px] bg-series-1/20" />
          {`${band.low} – ${band.high.toLowerCase()}`}
        </li>
      )}
    </ul>
  );
}

type TipProps = {
  row: ChartRow | undefined;
  series: readonly string[];
  band: Band | undefined;
  format: FigureFormat;
};

export function ChartTip({ row, series, band, format }: TipProps) {
  if (!row) return null;
  return (
    <div className={cn(floatStyle, "px-2.5 py-1.5 text-sm")}>
      <p className="mb-0.5 text-ink-muted">{xWords(row.x)}</p>
      {series.map((name, place) => (
        <p key={name} className="flex items-center gap-2">
          <SeriesMark place={place} kind="line" />
          <span className="flex-1 pr-3">{name}</span>
          <span className="font-medium tabular-nums">{figureWords(row.figures[name] ?? null, format)}</span>
        </p>
      ))}
      {band && (
        <p className="text-ink-muted tabular-nums">
          between {figureWords(row.figures[band.low] ?? null, format)} and{" "}
          {figureWords(row.figures[band.high] ?? null, format)}
        </p>
      )}
    </div>
  );
}

function SeriesMark({ place, kind }: { place: number; kind: "line" | "bar" }) {
  const colour = `var(--color-series-${(place % 5) + 1})`;
  return (
    <svg aria-hidden="true" width="16" height="8" className="shrink-0">
      {kind === "bar" ? (
        <rect x="4" width="8" height="8" rx="1.5" fill={colour} />
      ) : (
        <line
          x1="0"
          x2="16"
          y1="4"
          y2="4"
          stroke={colour}
          strokeWidth="2"
          strokeDasharray={seriesDash(place)}
        />
      )}
    </svg>
  );
}
