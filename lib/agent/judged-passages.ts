/** Turns a decision into relevance judgements on the passages the draft cited. Pure. */

import { type RejectReason, rejectReasons, type Verdict } from "#lib/suggestions/model";
import type { Evidence } from "#lib/suggestions/step";
import type { JudgedPassage } from "./training-example";

/** An accepted draft is a positive example for what it cites; a rejected one is a negative example only where the source is to blame. */
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
