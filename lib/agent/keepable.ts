/** Bars drafts that promise something by a time when nobody works. Pure. */

import type { WorkHours } from "#lib/sla/model";
import { workingTimeBetween } from "#lib/sla/working-hours";
import { commitmentsIn } from "#lib/tickets/commitments/commitment-text";
import type { Candidate, Checked } from "./candidates/candidate";

/** Least working time somebody needs to come back to a customer, in milliseconds. */
const least = 15 * 60_000;

/** The result of a check, failed where the draft promises something by a time before which nobody works long enough. */
export function keepable(
  checked: Checked,
  { kind, text }: Pick<Candidate, "kind" | "text">,
  hours: WorkHours | undefined,
  now: Date,
): Checked {
  if (!checked.ok || !hours || (kind !== "reply" && kind !== "follow_up")) return checked;
  const broken = commitmentsIn(hours, text, now).find(({ at }) => workingTimeBetween(hours, now, at) < least);
  if (!broken) return checked;
  return {
    ok: false,
    reason: "cannot_keep",
    detail: `It says “${broken.text}”, and nobody is at work until then.`,
  };
}
