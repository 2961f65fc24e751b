/** When the events of a scenario happen and arrive: pure. */
import type { ScenarioEvent } from "./model";

/** Seconds between events that tell no time of their own: far enough apart to be turns of their own. */
const usualGap = 60;

/** Seconds relative to the end: when an event happened, and when it arrived. */
export type Times = { happened: number; arrived: number };

/**
 * The times of `events`, in the order of the list. An event without `at` happens a minute before the one behind it.
 * One arrives when it happens, or with those listed before it where they happened later.
 */
export function timesOf(events: readonly ScenarioEvent[]): Times[] {
  let behind = usualGap;
  const happened = events.map(() => 0);
  for (const [index, event] of [...events.entries()].reverse()) {
    behind = event.at ?? Math.min(0, behind - usualGap);
    happened[index] = behind;
  }
  let arrived = Number.NEGATIVE_INFINITY;
  return happened.map((seconds) => {
    arrived = Math.max(arrived, seconds);
    return { happened: seconds, arrived };
  });
}
