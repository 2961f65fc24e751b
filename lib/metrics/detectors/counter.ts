/** From readings to values: what a counter adds a second, with its restarts; anything else as it is. */
import { at, get, type SeriesState } from "./state";

/** The value to be judged; null when there is none yet. `isReset`: the counter began anew. */
export type CounterSample = { value: number | null; isReset: boolean };

/** Takes a reading in. A counter that shows less than before was restarted and has counted this much since. */
export function valued(
  state: SeriesState,
  reading: number,
  kind: { isCounter: boolean; seconds: number },
): CounterSample {
  if (!kind.isCounter) return { value: reading, isReset: false };
  const { numbers } = state;
  const last = get(state, at.lastReading);
  const isFirst = get(state, at.hasReading) === 0;
  numbers[at.lastReading] = reading;
  numbers[at.hasReading] = 1;
  if (isFirst || kind.seconds <= 0) return { value: null, isReset: false };
  const isReset = reading < last;
  const value = (isReset ? reading : reading - last) / kind.seconds;
  // The difference of two numbers may be too large for one.
  return { value: Number.isFinite(value) ? value : Number.MAX_VALUE, isReset };
}
