/** What a card says of an alert's runbook. Pure. */
import type { Conclusion } from "./conclusion";
import type { Observation, Retrieved } from "./model";

type Ground = Pick<Retrieved, "sources">;

/** The card of a fresh alert, which says so where no runbook is about it: the next step is then from past cases alone. */
export function withoutRunbook(
  conclusion: Conclusion,
  { event }: Observation,
  { sources }: Ground,
): Conclusion {
  const { shown } = conclusion;
  if (event.kind !== "alert_firing" || !shown || shown.kind === "escalation" || runbookOf(sources))
    return conclusion;
  const why = `${shown.why} No runbook applies.`;
  return { ...conclusion, explanation: why, shown: { ...shown, why } };
}

/** The runbook that is about it, where there is one. */
export function runbookOf(sources: Ground["sources"]) {
  return sources.find(({ isInternal }) => isInternal);
}
