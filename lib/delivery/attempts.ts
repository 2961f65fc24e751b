/** How often a reply is tried, and when again: a handful of attempts over about an hour. Pure. */
import type { SendOutcome } from "#lib/platform/model";

const second = 1000;
const minute = 60 * second;

/** Waits between attempts, in milliseconds; one attempt more than there are waits. */
export const waits = [5 * second, 30 * second, 2 * minute, 10 * minute, 45 * minute] as const;

/** Longest the other side can ask to be left alone: then somebody should know. */
const longestWait = 60 * minute;

/**
 * Milliseconds until the next attempt after the `attempts`-th came to `outcome`; null when there is none. Half as
 * long again at most, by `chance` in [0, 1), so that many replies do not all come back at once.
 */
export function nextWait(attempts: number, outcome: SendOutcome, chance = Math.random()): number | null {
  const wait = waits[attempts - 1];
  if (outcome.outcome !== "failed" || wait === undefined) return null;
  const asked = Math.min(outcome.retryAfter ?? 0, longestWait);
  return Math.round(Math.max(wait * (1 + chance / 2), asked));
}
