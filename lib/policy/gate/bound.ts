/** Exact binomial bounds: how bad a rate can be, given the failures seen. */

/**
 * Clopper–Pearson upper bound: the largest failure rate under which seeing at most `failures` in `trials` still has
 * probability `delta`. 1 when nothing was tried. Clopper & Pearson, Biometrika 26 (1934).
 */
export function upperBound(failures: number, trials: number, delta: number): number {
  if (trials === 0 || failures >= trials) return 1;
  let low = failures / trials;
  let high = 1;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (binomialAtMost(failures, trials, middle) > delta) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * The rates between which the true one lies with probability `level` or more, given `successes` of `trials`: both
 * Clopper–Pearson bounds. From 0 to 1 when nothing was tried.
 */
export function interval(successes: number, trials: number, level = 0.95): { low: number; high: number } {
  const delta = (1 - level) / 2;
  return {
    low: 1 - upperBound(trials - successes, trials, delta),
    high: upperBound(successes, trials, delta),
  };
}

/** P(at most `failures` of `trials`) at failure rate `rate`, summed in logarithms so that thousands of trials work. */
export function binomialAtMost(failures: number, trials: number, rate: number): number {
  if (rate <= 0) return 1;
  if (rate >= 1) return failures >= trials ? 1 : 0;
  const odds = Math.log(rate) - Math.log1p(-rate);
  let term = trials * Math.log1p(-rate);
  let sum = Math.exp(term);
  for (let count = 1; count <= failures; count++) {
    term += Math.log((trials - count + 1) / count) + odds;
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
