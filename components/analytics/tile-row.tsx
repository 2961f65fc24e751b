/** The figures a lead looks at first, each with what changed against the period before. */
"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { type RangeInput, Tile } from "#lib/analytics/model";
import { fetchJson } from "../live/fetch-json";
import { figureWords } from "../ui/chart-data";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { Stat } from "../ui/stat";
import { sampleWords } from "./sample-words";
import { tileChange } from "./tile-words";

type TileRowProps = { range: RangeInput & { queueId?: number }; isValid: boolean };

const row = "mb-6 grid min-h-24 grid-cols-5 gap-x-6 gap-y-5 max-[64rem]:grid-cols-3 phone:grid-cols-2";

export function TileRow({ range, isValid }: TileRowProps) {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["analytics", "tiles", range],
    queryFn: ({ signal }) => fetchJson(z.array(Tile), "/api/analytics/tiles", { ...range }, signal),
    enabled: isValid,
    placeholderData: keepPreviousData,
  });
  if (error)
    return (
      <ErrorState title="The key figures could not be computed." onRetry={() => refetch()}>
        {error.message}
      </ErrorState>
    );
  if (!data)
    return (
      <div role="status" aria-label="Loading the key figures" className={row}>
        {["a", "b", "c", "d", "e"].map((key) => (
          <Skeleton key={key} className="h-20" />
        ))}
      </div>
    );
  return (
    <section
      aria-label="Key figures"
      className={cn(row, "transition-opacity", isPlaceholderData && "opacity-60")}
    >
      {data.map((tile) => (
        <Stat
          key={tile.id}
          label={<span title={tile.definition}>{tile.title}</span>}
          value={figureWords(tile.value, tile.format)}
          change={tileChange(tile)}
          note={sampleWords(tile.sample, tile.sampleUnit)}
        />
      ))}
    </section>
  );
}
