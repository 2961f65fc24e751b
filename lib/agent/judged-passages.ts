/** What a decision says of the passages the decided draft rests on: pure. */

import { type RejectReason, rejectReasons, type Verdict } from "#lib/suggestions/model";
import type { Evidence } from "#lib/suggestions/step";
import type { JudgedPassage } from "./training-example";

/** A taken draft speaks for what it cites; a rejected one against it only where the source is to blame. */
export function judgedPassages({
  verdict,
  reason,
  evidence,
}: {
  verdict: Verdict;
  reason: RejectReason | null;
  evidence: Evidence[];
}): JudgedPassage[] {
  const isRight = verdict === "accept" || verdict === "edit";
  if (!isRight && !(reason && rejectReasons[reason].trains === "source")) return [];
  return evidence.flatMap(({ features }) => (features ? [{ features, isRight }] : []));
}
