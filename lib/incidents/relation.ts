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
  return poissonTail(together, expectedByChance({ of, others, over })) < chance;
}

/** So many pairs of what fails at one place are taken to have to do with each other, before anything was counted. */
const relatedPairs = 0.1;

/**
 * How many times likelier what was counted of two is where one brings down the other, in any share of its failures, than
 * where nothing is known of them: there one pair in ten does. Much failing and never together speaks against; failing
 * together speaks for, but never more than ten to one, as what belongs together also fails alone.
 */
export function historyOdds({ together, of, others, over }: Counts): number {
  if (of === 0) return 1;
  const byCause = 1 / (of + 1);
  const byChance = poisson(Math.min(together, of), expectedByChance({ of, others, over }));
  return byCause / (relatedPairs * byCause + (1 - relatedPairs) * byChance);
}

/** Before anything was counted, either of two is taken to have begun so often. */
const eitherWay = 0.5;

/**
 * How many times likelier that something begins to fail after another is where one of them is the cause than by chance: what
 * always fails first does not follow. At most 1, as chance knows no order either.
 */
export function afterOdds(after: number, together: number): number {
  return Math.min(1, (2 * (after + eitherWay)) / (together + 2 * eitherWay));
}

function expectedByChance({ of, others, over }: Pick<Counts, "of" | "others" | "over">): number {
  return (of * others * 2 * togetherWithin) / Math.max(over, 24 * 3_600_000);
}

function poisson(count: number, mean: number): number {
  let term = Math.exp(-mean);
  for (let k = 1; k <= count; k++) term *= mean / k;
  return term;
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
