/** What a record proves, in the words of the switch. */

import { countWords } from "#lib/platform/count/rules";
import type { AutonomyRecord } from "#lib/remediation/autonomy/model";

/** "At most 1.8% of its runs go wrong (95% sure, from 212 runs)." */
export function boundWords({
  upperBound,
  runs,
  wrong,
}: Pick<AutonomyRecord, "upperBound" | "runs" | "wrong">): string {
  const share = upperBound * 100;
  const bound = share >= 10 ? Math.ceil(share) : Math.ceil(share * 10) / 10;
  const failures = wrong > 0 ? `, ${wrong} of them wrong` : "";
  return `At most ${bound}% of its runs go wrong (95% sure, from ${countWords(runs, "run")}${failures}).`;
}
