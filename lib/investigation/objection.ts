/** Whether a tool's own answer says that it is not to be relied on: it is not whole, or older than what it is asked about. Pure. */
import { ownName, spread } from "#lib/apprentice/facts/leaves";

/** As APIs name it, in words: `isStale`, `is_stale` and `stale` are one. */
const UNSOUND = /^(?:is )?(stale|partial|incomplete|truncated|outdated|timed out)$/u;
const OBSERVED =
  /^(?:(?:measured|observed|collected|sampled|captured|fetched|scraped|recorded)(?: (?:at|on|time|date))?|(?:observation|measurement|sample|collection|scrape) time|(?:data )?as of|timestamp)$/u;
/** Nobody writes at the minute it begins. */
const slack = 60 * 60_000;

/** What is to be said against an answer, as a sentence without its subject; `since` is when the matter began. */
export function objectionTo(result: Readonly<Record<string, unknown>>, since: Date | null): string | null {
  for (const { path, value } of spread(result).leaves) {
    if (path.includes("[")) continue;
    const name = wordsOf(ownName(path));
    const unsound = value === true || value === "true" ? UNSOUND.exec(name)?.[1] : undefined;
    if (unsound) return `says that what it found is ${unsound}`;
    const seen = OBSERVED.test(name) ? timeOf(value) : null;
    if (seen && since && seen.getTime() < since.getTime() - slack)
      return `found how it was on ${seen.toISOString().slice(0, 16).replace("T", " ")} UTC, before this began`;
  }
  return null;
}

function wordsOf(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_\s-]+/gu, " ")
    .trim()
    .toLowerCase();
}

/** A time as APIs write it: ISO 8601, or seconds or milliseconds since 1970; null for anything else. */
function timeOf(value: unknown): Date | null {
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}([T ]|$)/u.test(value)) {
    const time = new Date(value);
    return Number.isNaN(time.getTime()) ? null : time;
  }
  if (typeof value !== "number" || value < 1e9) return null;
  return new Date(value < 1e11 ? value * 1000 : value);
}
