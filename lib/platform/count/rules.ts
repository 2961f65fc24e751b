/** Counts and shares as they are read. Pure. */

/** A count with its noun: "1 ticket", "1,200 tickets". */
export function countWords(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? singular : plural}`;
}

/** How often: "once", "3 times". */
export function timesWords(count: number): string {
  return count === 1 ? "once" : `${count.toLocaleString("en")} times`;
}
