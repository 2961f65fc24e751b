/** How rare a deviation is in this very series: its share of all that were at least as large, on a logarithmic scale. */
import { type SeriesState, tailBins } from "./state";

const perOctave = 3;
/** Deviations from 2^-5 to 2^7 are told apart. */
const lowest = -5;
/** When so many are counted, all counts are halved: what was seen long ago weighs less. */
const mostCounted = 16_384;

/** Minus the decimal logarithm of the share of deviations as large as this; then counts it. */
export function surprise({ tails }: SeriesState, tail: number, deviation: number): number {
  const first = tail * tailBins;
  const place = Math.min(
    tailBins - 1e-6,
    Math.max(0, (Math.log2(Math.max(deviation, 1e-9)) - lowest) * perOctave),
  );
  const bin = Math.floor(place);
  let total = 0;
  let above = 0;
  let highest = -1;
  for (let at = 0; at < tailBins; at++) {
    const count = tails[first + at] as number;
    total += count;
    if (at > bin) above += count;
    if (count > 0) highest = at;
  }
  const share = above + (tails[first + bin] as number) * (1 - (place - bin));
  let rarity = -Math.log10((share + 0.5) / (total + 1));
  // Beyond everything seen: rarer with every octave.
  if (highest >= 0 && bin > highest) rarity += (0.5 * (bin - highest)) / perOctave;
  tails[first + bin] = (tails[first + bin] as number) + 1;
  if (total + 1 >= mostCounted) halve(tails, first);
  return rarity;
}

function halve(tails: Uint16Array, first: number): void {
  for (let at = first; at < first + tailBins; at++) tails[at] = (tails[at] as number) >> 1;
}
