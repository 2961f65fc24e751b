/** Steps of probability, as the charts of the gate share them. */

/** The step of ten percent a probability lies in, from 0 to 9; 100 % lies in the last. */
export function binOf(probability: number): number {
  return Math.min(9, Math.max(0, Math.floor(probability * 10)));
}

/** A step in words, e.g. "60–70%". */
export function binWords(bin: number): string {
  return `${bin * 10}–${bin * 10 + 10}%`;
}
