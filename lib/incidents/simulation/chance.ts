/** Chance that comes out the same for the same seed. */

export type Chance = {
  /** In [0, 1). */
  next: () => number;
  /** A whole number, both ends included. */
  between: (low: number, high: number) => number;
  pick: <T>(from: readonly T[]) => T;
  /** True with probability `share`. */
  is: (share: number) => boolean;
  /** A waiting time of mean `mean`. */
  wait: (mean: number) => number;
};

/** Chance that falls by `seed` (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new RangeError("There is nothing to pick from.");
      return found;
    },
    is: (share) => next() < share,
    wait: (mean) => -Math.log(1 - next()) * mean,
  };
}
