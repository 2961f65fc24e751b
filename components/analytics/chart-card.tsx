/** One chart of the registry: fetched by itself, so that a slow one holds up no other. */
"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type ChartWords, Figures, type RangeInput } from "#lib/analytics/model";
import { fetchJson } from "../live/fetch-json";
import { ChartFigure } from "../ui/chart-figure";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { sampleWords } from "./sample-words";

type ChartCardProps = { words: ChartWords; range: RangeInput & { queueId?: number }; isValid: boolean };

/** Heading, definition, plot and rows of a chart, so that nothing moves when the figures arrive. */
const reserved = "row-span-4 min-h-[19rem]";

export function ChartCard({ words, range, isValid }: ChartCardProps) {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["analytics", words.id, range],
    queryFn: ({ signal }) => fetchJson(Figures, "/api/analytics", { chart: words.id, ...range }, signal),
    enabled: isValid,
    placeholderData: keepPreviousData,
  });
  if (error)
    return (
      <div className={reserved}>
        <ErrorState title={`${words.title} could not be computed.`} onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      </div>
    );
  // None of something that was counted is a figure; none of nothing is no figure.
  const isEmpty = data?.points.every(({ y }) => y === null || (y === 0 && data.sample === 0));
  return (
    <ChartFigure
      className={cn(
        words.kind === "table" ? "row-span-4" : reserved,
        "transition-opacity",
        isPlaceholderData && "opacity-60",
      )}
      title={words.title}
      definition={words.definition}
      kind={words.kind}
      format={words.format}
      unit={words.unit}
      stacked={words.stacked}
      points={isEmpty ? [] : (data?.points ?? null)}
      sample={data && sampleWords(data.sample, words.sampleUnit)}
      band={words.band}
      mark={data?.mark}
      untilThen={words.untilThen}
      rows={<RowsLink words={words} queueId={range.queueId} />}
    />
  );
}

function RowsLink({ words, queueId }: { words: ChartWords; queueId: number | undefined }) {
  const { rowsView, rowsPlace } = words;
  const place = new URLSearchParams({ view: rowsView ?? "", ...(queueId && { queue: String(queueId) }) });
  const href = rowsPlace ?? (rowsView && `/inbox?${place}`);
  if (!href) return null;
  return (
    <Link className="text-accent-ink hover:underline" href={href}>
      {href.startsWith("/inbox") ? "Show tickets" : "Show the rows"}
    </Link>
  );
}
