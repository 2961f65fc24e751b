/** Log odds. Pure. */

/** Log odds of a probability, kept finite: none is nearer to 0 or 1 than `least`. */
export function logit(probability: number, least = 1e-6): number {
  const safe = Math.min(1 - least, Math.max(least, probability));
  return Math.log(safe / (1 - safe));
}
