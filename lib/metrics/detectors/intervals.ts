/** How often a series reports, and when its silence is out of the ordinary. */
import { at, get, type SeriesState } from "./state";

/** Learns the time since the point before. */
export function learnInterval({ numbers }: SeriesState, seconds: number): void {
  const known = numbers[at.step] as number;
  if (known === 0) {
    numbers[at.step] = seconds;
    return;
  }
  // Bounded: one long gap is not how often a series reports.
  const bounded = Math.min(seconds, 4 * known);
  numbers[at.step] = known + 0.1 * (bounded - known);
  const spread = numbers[at.stepSpread] as number;
  numbers[at.stepSpread] = spread + 0.1 * (Math.abs(bounded - known) - spread);
}

/** Seconds of silence after which data are missing: several of the usual intervals, more where they vary. */
export function silenceLimit(state: SeriesState): number {
  return Math.max(60, 5 * get(state, at.step) + 8 * get(state, at.stepSpread));
}
