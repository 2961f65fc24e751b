/** A chart with all it takes to trust it: definition, unit, sample size, the figures as a table, a way to the rows. */
"use client";
import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Chart, type ChartProps, PLOT_HEIGHT } from "./chart";
import type { ChartPoint } from "./chart-data";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { Skeleton } from "./skeleton";

type ChartFigureProps = Omit<ChartProps, "label" | "points"> & {
  /** Null while they are fetched. */
  points: readonly ChartPoint[] | null;
  title: string;
  /** How the figure is computed, in one sentence. */
  definition: string;
  /** e.g. "tickets", "hours"; leave out for percentages. */
  unit?: string;
  /** What the figure rests on, e.g. "412 decisions". */
  sample?: string;
  /** A link to the rows behind the figures. */
  rows?: ReactNode;
  /** What to do for figures to appear. */
  untilThen?: string | undefined;
  className?: string;
};

export function ChartFigure({
  title,
  definition,
  unit,
  sample,
  rows,
  untilThen,
  className,
  points,
  ...chart
}: ChartFigureProps) {
  const [isTable, setIsTable] = useState(false);
  const canSwitch = chart.kind === "line" || chart.kind === "bar";
  const facts = [unit, sample].filter(Boolean).join(" · ");
  return (
    <figure className={cn("row-span-4 grid min-w-0 grid-rows-subgrid content-start gap-y-0", className)}>
      <figcaption className="row-span-2 mb-3 grid grid-rows-subgrid gap-y-0">
        <div className="flex min-h-7 items-center justify-between gap-2">
          <h3 className="text-base">
            {title}
            {facts && <span className="ml-2 font-normal text-ink-faint tabular-nums">{facts}</span>}
          </h3>
          {canSwitch && (
            <IconButton
              size="sm"
              label={isTable ? "Show as chart" : "Show as table"}
              icon={isTable ? <ChartLine /> : <Table2 />}
              onClick={() => setIsTable(!isTable)}
            />
          )}
        </div>
        <p className="text-sm text-pretty text-ink-faint">{definition}</p>
      </figcaption>
      <Body {...chart} points={points} title={title} isTable={isTable} untilThen={untilThen} />
      <div className="mt-2 mb-8 text-sm">{rows}</div>
    </figure>
  );
}

type BodyProps = Omit<ChartProps, "label" | "points"> &
  Pick<ChartFigureProps, "points" | "title" | "untilThen"> & { isTable: boolean };

function Body({ points, title, isTable, untilThen, ...chart }: BodyProps) {
  const height = chart.height ?? PLOT_HEIGHT;
  // Several series have a legend, in one line as a rule.
  const hasLegend = chart.stacked || chart.band;
  if (!points)
    return (
      <div role="status" aria-label={`Loading ${title}`} style={{ height: hasLegend ? height + 28 : height }}>
        <Skeleton className="h-full" />
      </div>
    );
  if (points.length === 0)
    return (
      <p
        style={{ height: chart.height }}
        className="mx-auto flex max-w-prose flex-col items-center justify-center gap-1 py-8 text-center text-pretty text-ink-faint"
      >
        Nothing in this range yet.
        {untilThen && <span className="max-w-80 text-sm">{untilThen}</span>}
      </p>
    );
  return (
    <div style={isTable ? { height: height + 24 } : undefined} className={cn(isTable && "scroll-region")}>
      <Chart {...chart} points={points} label={title} kind={isTable ? "table" : chart.kind} />
    </div>
  );
}

/** Charts side by side: heading, definition, plot and rows of one line stand level. */
export function ChartGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-10 phone:grid-cols-1">{children}</div>;
}
