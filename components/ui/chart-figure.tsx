/** A chart with all it takes to trust it: definition, unit, sample size, the figures as a table, a way to the rows. */
"use client";
import { ChartLine, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Chart, type ChartProps, PLOT_HEIGHT } from "./chart";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

type ChartFigureProps = Omit<ChartProps, "label"> & {
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
      {chart.points.length === 0 ? (
        <p
          style={{ height: chart.height }}
          className="mx-auto flex max-w-prose flex-col items-center justify-center gap-1 py-8 text-center text-pretty text-ink-faint"
        >
          Nothing in this range yet.
          {untilThen && <span className="max-w-80 text-sm">{untilThen}</span>}
        </p>
      ) : (
        <div
          style={isTable ? { height: (chart.height ?? PLOT_HEIGHT) + 24 } : undefined}
          className={cn(isTable && "scroll-region")}
        >
          <Chart {...chart} label={title} kind={isTable ? "table" : chart.kind} />
        </div>
      )}
      <div className="mt-2 mb-8 text-sm">{rows}</div>
    </figure>
  );
}

/** Charts side by side: heading, definition, plot and rows of one line stand level. */
export function ChartGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-10 phone:grid-cols-1">{children}</div>;
}
