/** Whether the times of a column are written with the day or the month first, from the column itself. Pure. */
import { figuresOf, readTime } from "./times";

/**
 * True where the day comes first, false where the month does, null when `texts` do not tell. Tickets are exported in
 * about the order in which they came: read the wrong way, times of one week jump between months.
 */
export function isDayFirst(texts: readonly string[]): boolean | null {
  const figures = texts.map(figuresOf);
  for (const one of figures) {
    if (one && one.first > 12) return true;
    if (one && one.second > 12) return false;
  }
  if (figures.some((one) => one?.mark === ".")) return true;
  const day = pathOf(texts, true);
  const month = pathOf(texts, false);
  if (day !== month) return day < month;
  return texts.some((text) => /\d\s?[ap]\.?\s?m\b/i.test(text)) ? false : null;
}

/** How far it is from each time to the next, all together, in milliseconds. */
function pathOf(texts: readonly string[], dayFirst: boolean): number {
  const times = texts.flatMap((text) => readTime(text, { dayFirst, zone: "UTC" })?.getTime() ?? []);
  return times.reduce((sum, time, index) => sum + Math.abs(time - (times[index - 1] ?? time)), 0);
}
