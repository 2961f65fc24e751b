/** Whether two components fail together more often than by chance. Pure. */

/** How long after each other failures of one cause begin, and how long a pause ends a failure, in milliseconds. */
export const togetherWithin = 10 * 60_000;
export const sessionPause = 20 * 60_000;

/** What was counted of two components before now. */
export type Counts = {
  together: number;
  /** Failures of the one that failed less often. */
  of: number;
  /** Of the other. */
  others: number;
  /** Milliseconds over which both were watched. */
  over: number;
  /** What people said: above 0 they belong together, below 0 they do not. */
  verdict: number;
};

const leastShare = 0.3;
const leastOften = 2;
/** How seldom chance may bring about what was counted. */
const chance = 0.005;

/** True when the counts, or people, say that both have one cause. */
export function belongTogether(counts: Counts): boolean {
  if (counts.verdict !== 0) return counts.verdict > 0;
  const { together, of, others, over } = counts;
  if (together < leastOften || together < leastShare * of) return false;
  const day = 24 * 3_600_000;
  const expected = (of * others * 2 * togetherWithin) / Math.max(over, day);
  return poissonTail(together, expected) < chance;
}

/** The probability that a Poisson variable of mean `mean` is at least `count`. */
export function poissonTail(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *= mean / (k + 1);
  }
  return Math.max(0, 1 - below);
}

/** How an incident grows: the share of those that do, and the mean time between what joins, in milliseconds. */
const growing = 0.5;
const meanGap = 2 * 60_000;

/**
 * How many times likelier it is that what fails `gap` milliseconds after another belongs to it than that both are there
 * by chance, where something begins to fail `rate` times an hour.
 */
export function growthOdds(gap: number, rate: number): number {
  const hour = 3_600_000;
  return (((growing * hour) / meanGap) * Math.exp(-gap / meanGap)) / Math.max(rate, 1 / 24);
}
