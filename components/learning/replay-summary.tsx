/** A replay in sentences; of two, which one is right more often stands first. */
import type { ReplayRun } from "#lib/evaluation/model";
import { Findings } from "./findings";
import { comparison, findingsOf } from "./replay-findings";

export function ReplaySummary({ shown, beside }: { shown: ReplayRun; beside: ReplayRun | null }) {
  const compared = beside && comparison(shown, beside);
  return <Findings findings={[...(compared ? [compared] : []), ...findingsOf(shown.report)]} />;
}
