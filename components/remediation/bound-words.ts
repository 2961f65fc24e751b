/** What a record proves, in the words of the switch. */
import type { AutonomyRecord } from "#lib/remediation/autonomy/model";

/** "wrong ≤ 1.8 %, 95 %, n = 212". */
export function boundWords({
  upperBound,
  runs,
  wrong,
}: Pick<AutonomyRecord, "upperBound" | "runs" | "wrong">): string {
  const share = upperBound * 100;
  const bound = share >= 10 ? Math.ceil(share) : Math.ceil(share * 10) / 10;
  const failures = wrong > 0 ? `, ${wrong} wrong` : "";
  return `wrong ≤ ${bound} %, 95 %, n = ${runs}${failures}.`;
}
