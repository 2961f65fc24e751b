/** From which day on charts of what was decided are drawn. Pure. */
import { addDays } from "./model";

/** Days the charts show at most, and at least. */
const mostShown = 90;
const leastShown = 7;

/** The first day of the charts: that of the first decision, so that no part of them is empty. */
export function firstDayShown(today: string, since: string | null): string {
  const longest = addDays(today, 1 - mostShown);
  if (!since || since < longest) return longest;
  const shortest = addDays(today, 1 - leastShown);
  return since < shortest ? since : shortest;
}
