/** Counts of numbers in [0, 1], by which a new one is held against all before it. */

/** A count for each twentieth; older ones weigh less. */
export type Histogram = number[];

const parts = 20;
/** After so many more a count weighs a third. */
const remembered = 200;

export function newHistogram(): Histogram {
  return Array.from({ length: parts }, () => 0);
}

export function count(histogram: Histogram, value: number): void {
  for (let part = 0; part < parts; part++) histogram[part] = (histogram[part] ?? 0) * (1 - 1 / remembered);
  const part = partOf(value);
  histogram[part] = (histogram[part] ?? 0) + 1;
}

/**
 * The share of those counted that were no larger than `value`, in (0, 1]: never 0, since the next could be smaller. It is
 * the p-value of a conformal test (Vovk et al., "Algorithmic learning in a random world", 2005) up to the width of a part.
 */
export function shareBelow(histogram: Histogram, value: number): number {
  const last = partOf(value);
  const sum = (counts: readonly number[]) => counts.reduce((whole, one) => whole + one, 0);
  return (sum(histogram.slice(0, last + 1)) + 1) / (sum(histogram) + 1);
}

function partOf(value: number): number {
  return Math.min(parts - 1, Math.max(0, Math.floor(value * parts)));
}
