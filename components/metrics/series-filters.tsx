/** Narrows the list of series; every view has an address to pass on. */
"use client";
import { useRouter } from "next/navigation";
import type { SeriesFilter, SeriesStateName } from "#lib/metrics/model";
import { seriesStates } from "#lib/metrics/model";
import { SearchField } from "../search-field";
import { Select } from "../ui/select";
import { stateWords } from "./metric-words";

type SeriesFiltersProps = {
  filter: SeriesFilter;
  sources: { id: string; name: string }[];
  counts: Partial<Record<SeriesStateName, number>>;
};

/** A menu entry cannot have an empty value. */
const all = "all";

export function SeriesFilters({ filter, sources, counts }: SeriesFiltersProps) {
  const router = useRouter();
  function show(changed: Record<string, string>) {
    const wanted = Object.entries({ ...filter, after: undefined, ...changed });
    const kept = wanted.flatMap(([name, value]) => (value && value !== all ? [[name, String(value)]] : []));
    router.push(`/metrics?${new URLSearchParams(kept)}`);
  }
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField
        label="Search series"
        placeholder="Name or label"
        value={filter.words ?? ""}
        onSearch={(words) => show({ words })}
        className="min-w-56 flex-1"
      />
      <Select
        aria-label="State"
        className="w-44"
        value={filter.state ?? all}
        onValueChange={(state) => show({ state })}
        options={[
          { value: all, label: "All states" },
          ...seriesStates.map((value) => ({
            value,
            label: `${stateWords[value].label} (${counts[value] ?? 0})`,
          })),
        ]}
      />
      <Select
        aria-label="Source"
        className="w-44"
        value={filter.source ?? all}
        onValueChange={(source) => show({ source })}
        options={[
          { value: all, label: "All sources" },
          ...sources.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  );
}
