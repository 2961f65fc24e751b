/** Shares as they are read, on the desk and in what the agent says. Pure. */

/** A share of 1 as a whole percentage: "44%". What is not nothing is never told as 0%, nor what is not all as 100%. */
export function percentWords(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return "<1%";
  if (rounded === 100 && share < 1) return ">99%";
  return `${rounded}%`;
}
