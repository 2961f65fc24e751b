/** The last points as a window: kept in order, their mean, spread, and the shape of their distribution. */
import { at, get, mostShapes, ringSize, type SeriesState, shapeBins } from "./state";

/** Appends a value. */
export function push(state: SeriesState, x: number): void {
  const { ring, numbers } = state;
  ring.copyWithin(0, 1);
  ring[ringSize - 1] = x;
  numbers[at.ringFill] = Math.min(ringSize, get(state, at.ringFill) + 1);
}

/** Mean of the last `size` values, of those there are when there are fewer. */
export function meanOf({ ring, numbers }: SeriesState, size: number): number {
  const count = Math.min(size, numbers[at.ringFill] as number);
  let sum = 0;
  for (let back = 1; back <= count; back++) sum += ring[ringSize - back] as number;
  return count > 0 ? sum / count : 0;
}

/** Logarithm of the standard deviation of the last `size` values. */
export function logSpread(state: SeriesState, size: number): number {
  const mean = meanOf(state, size);
  const count = Math.min(size, get(state, at.ringFill));
  let squares = 0;
  for (let back = 1; back <= count; back++) squares += ((state.ring[ringSize - back] as number) - mean) ** 2;
  const level = Math.abs(mean + get(state, at.origin));
  return Math.log(Math.sqrt(squares / Math.max(1, count)) + 1e-6 * level + 1e-9);
}

/** Points after which the range that shapes are counted in is settled. */
const settling = 300;
/** Chi-square distance at which a window is no shape known so far; the tables' 9.49 would be for points that know nothing of each other. */
const strange = 14;
const logs = Float64Array.from({ length: ringSize + 1 }, (_, count) =>
  Math.log((count + 0.5) / (ringSize + shapeBins / 2)),
);
const counts = new Uint8Array(shapeBins);

/** How far the window's distribution is from every one seen so far, as the root of a chi-square; a new one is learnt. */
export function novelty(state: SeriesState, mean: number, deviation: number): number {
  if (get(state, at.ringFill) < ringSize) return 0;
  settle(state, mean, deviation);
  countBins(state);
  const { shapes, numbers } = state;
  const known = get(state, at.shapes);
  let least = Number.POSITIVE_INFINITY;
  for (let shape = 0; shape < known; shape++) {
    let distance = 0;
    for (let bin = 0; bin < shapeBins; bin++) {
      const here = logs[counts[bin] as number] as number;
      const there = logs[shapes[shape * shapeBins + bin] as number] as number;
      distance += Math.exp(here) * (here - there);
    }
    if (distance < least) least = distance;
  }
  const chi = known > 0 ? 2 * ringSize * least : 0;
  if (known === 0 || chi > strange) {
    // When all places are taken the oldest shape is forgotten.
    if (known === mostShapes) shapes.copyWithin(0, shapeBins);
    shapes.set(counts, Math.min(known, mostShapes - 1) * shapeBins);
    numbers[at.shapes] = Math.min(known + 1, mostShapes);
  }
  return Math.sqrt(Math.max(0, chi));
}

/** Sets the range while the series is new, and again when the series has left it for good. */
function settle(state: SeriesState, mean: number, deviation: number): void {
  const { numbers } = state;
  const [low, high] = [get(state, at.shapeLow), get(state, at.shapeHigh)];
  const age = get(state, at.shapeAge) + 1;
  numbers[at.shapeAge] = age;
  const isMoved = age > 4 * settling && (mean < low || mean > high || high - low > 12 * deviation);
  if (age > settling && !isMoved) return;
  if (isMoved) numbers[at.shapeAge] = 0;
  numbers[at.shapeLow] = mean - 2 * deviation;
  numbers[at.shapeHigh] = mean + 2 * deviation;
  numbers[at.shapes] = 0;
}

function countBins(state: SeriesState): void {
  const low = get(state, at.shapeLow);
  const width = (get(state, at.shapeHigh) - low) / shapeBins + 1e-12;
  counts.fill(0);
  for (const x of state.ring) {
    const bin = Math.max(0, Math.min(shapeBins - 1, Math.floor((x - low) / width)));
    counts[bin] = (counts[bin] as number) + 1;
  }
}
