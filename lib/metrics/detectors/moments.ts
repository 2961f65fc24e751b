/** Mean and variance of everything lately, and how many standard deviations from them something lies. */
import { at, get, type SeriesState } from "./state";

/** What happened longer ago than so many points fades. */
const memory = 6_000;
/** Before so many points nothing is called unusual. */
const fewest = 10;

/** Distance of `x` from the mean, in standard deviations; then learns it. `pair` is 0 to 3. */
export function deviation(state: SeriesState, pair: number, x: number, seen: number): number {
  const { numbers } = state;
  const place = at.moments + 2 * pair;
  const mean = get(state, place);
  const variance = get(state, place + 1);
  const scale = Math.sqrt(variance) + 1e-9 * Math.abs(mean) + 1e-12;
  let z = 0;
  if (seen >= fewest) z = variance > 0 ? Math.abs(x - mean) / scale : x === mean ? 0 : 10;
  const share = 1 / Math.min(seen + 1, memory);
  const off = x - mean;
  numbers[place] = mean + share * off;
  numbers[place + 1] = (1 - share) * (variance + share * off * off);
  return Math.min(z, 100);
}
