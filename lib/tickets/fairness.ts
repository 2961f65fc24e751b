/**
 * Fair queueing between sources by a virtual clock (Zhang, SIGCOMM 1990): each event of a source takes its turn a little
 * after the one before, so that what a quiet one sends comes before a noisy one's backlog, and nothing waits for ever.
 */
import { placeAt } from "#lib/platform/jobs/place";

/** A source that sends one event in this time, in milliseconds, never falls behind. */
const shareMs = 250;
/** Characters that are considered at the price of one event: a long text is as many. */
const priceOf = 4_000;
/** How far behind a source may fall, in milliseconds: what it sent in a busy hour is not held against it for long. */
const furthestMs = 120_000;

const nextTurns = new Map<string, number>();

/**
 * The place of the next event of `source`, of `length` characters, which came in at `now` (milliseconds since 1970); places of
 * one source never fall.
 */
export function placeOf(source: string, now: number, length = 0): number {
  const turn = Math.min(Math.max(now, nextTurns.get(source) ?? now), now + furthestMs);
  if (nextTurns.size >= 10_000) forgetRested(now);
  nextTurns.set(source, turn + shareMs * Math.max(1, Math.ceil(length / priceOf)));
  return placeAt(turn);
}

function forgetRested(now: number): void {
  for (const [source, turn] of nextTurns) if (turn <= now) nextTurns.delete(source);
}
