/** Shares as they are read, on the desk and in what the agent says. Pure. */

/** A share of 1 as a whole percentage: "44%". */
export function percentWords(share: number): string {
  return `${Math.round(share * 100)}%`;
}
