/** How a series stands: its state in a word, its last value, what the state means. */
import type { SeriesRow } from "#lib/metrics/model";
import { Badge } from "../ui/badge";
import { stateHints, stateWords, valueWords } from "./metric-words";

export function SeriesState({ series: { state, lastValue }, unit }: { series: SeriesRow; unit: string }) {
  return (
    <p className="flex flex-wrap items-center gap-2">
      <Badge tone={stateWords[state].tone}>{stateWords[state].label}</Badge>
      <span className="tabular-nums">{valueWords(lastValue, unit)}</span>
      <span className="text-ink-muted">{stateHints[state]}</span>
    </p>
  );
}
