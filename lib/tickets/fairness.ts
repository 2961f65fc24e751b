/**
 * Fair queueing between sources by a virtual clock (Zhang, SIGCOMM 1990): each event of a source takes its turn a little
 * after the one before, so that what a quiet one sends comes before a noisy one's backlog, and nothing waits for ever.
 */
import { placeAt } from "#lib/platform/jobs/place";

/** A source that sends one event in this time, in milliseconds, never falls behind. */
const shareMs = 250;
/** How far behind a source may fall, in milliseconds: what it sent in a busy hour is not held against it for long. */
const furthestMs = 120_000;

const turns = new Map<string, number>();

/** The place of the next event of `source`, which came in at `now` (milliseconds since 1970); places of one source never fall. */
export function placeOf(source: string, now: number): number {
  const turn = Math.min(Math.max(now, (turns.get(source) ?? now - shareMs) + shareMs), now + furthestMs);
  if (turns.size >= 10_000) forgetRested(now);
  turns.set(source, turn);
  return placeAt(turn);
}

function forgetRested(now: number): void {
  for (const [source, turn] of turns) if (turn <= now) turns.delete(source);
}
