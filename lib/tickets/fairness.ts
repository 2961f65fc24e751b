/** Fair queueing between sources: the more a source sent lately, the later its events are processed. */

/** What was sent is forgotten by half within this time, in milliseconds. */
const halfLifeMs = 20_000;
const mostPlaces = 1_000_000;

type Sent = { weight: number; at: number };
const sources = new Map<string, Sent>();

/**
 * The place of the next event of `source`, 1 for the first in a while. Events of one ticket keep their order where they
 * come from one source at one pace; a later one that overtakes is what the agent looks at anyway.
 */
export function placeOf(source: string, now: number): number {
  const before = sources.get(source);
  const weight = 1 + (before ? before.weight * 2 ** ((before.at - now) / halfLifeMs) : 0);
  if (!before && sources.size >= 10_000) sources.clear();
  sources.set(source, { weight, at: now });
  return Math.min(mostPlaces, Math.max(1, Math.floor(weight)));
}
