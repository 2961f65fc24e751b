/**
 * How often an action goes wrong at most, whenever one looks: a confidence sequence for a Bernoulli rate from a mixture
 * of likelihood ratios. Pure.
 */

/** Points of the integral, odd for Simpson's rule. */
const grid = 129;

/**
 * Evidence against "the rate is `rate` or more", as an e-process: under any such rate its expectation is at most 1 at
 * every stopping time, so that it ever reaches 1/δ with probability δ at most (Ville). Its alternatives are rates below
 * `rate`, weighed by q^(−1/2): most of them near zero. Howard, Ramdas, McAuliffe, Sekhon, Annals of Statistics 49 (2021).
 */
export function logEvidenceBelow(rate: number, wrong: number, runs: number): number {
  const right = runs - wrong;
  // ∫ over q in (0, rate) of the ratio, with q = rate·s², which takes the weight's pole away.
  const logs = Array.from({ length: grid }, (_, place) => {
    const share = (place / (grid - 1)) ** 2;
    const ofWrong = wrong === 0 ? 0 : wrong * Math.log(share);
    return ofWrong + right * (Math.log1p(-rate * share) - Math.log1p(-rate));
  });
  const most = Math.max(...logs);
  const sum = logs.reduce((total, log, place) => total + simpson(place) * Math.exp(log - most), 0);
  return most + Math.log(sum / (3 * (grid - 1)));
}

function simpson(place: number): number {
  if (place === 0 || place === grid - 1) return 1;
  return place % 2 === 1 ? 4 : 2;
}

/** The largest rate that the evidence does not speak against at the level, anytime-valid; 1 when nothing has run. */
export function upperBound(wrong: number, runs: number, level: number): number {
  const threshold = -Math.log(1 - level);
  if (runs === 0 || wrong >= runs) return 1;
  let low = wrong / runs;
  let high = 1 - 1e-9;
  if (logEvidenceBelow(high, wrong, runs) < threshold) return 1;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (logEvidenceBelow(middle, wrong, runs) < threshold) low = middle;
    else high = middle;
  }
  return high;
}

/** What autonomy asks for: at most this share wrong, at this level. */
export const asked = { bound: 0.02, level: 0.95 } as const;

/** True when runs of this record may be let go by themselves. */
export function isEarned(wrong: number, runs: number): boolean {
  return runs > 0 && logEvidenceBelow(asked.bound, wrong, runs) >= -Math.log(1 - asked.level);
}
