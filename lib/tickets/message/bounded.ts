/**
 * Outside text as the agent reads it: whole for everything people write, bounded for what is made to cost. Every
 * expression and loop behind it works on words, blanks and texts of at most these lengths. Pure.
 */

/** Characters of one message that are read: its beginning, and its end where it is longer. */
export const mostRead = 16_000;
const endRead = 4_000;
/** Characters read of a whole timeline, the newest first; of what lies behind them a beginning each. */
const mostOfAll = 160_000;
const beginningRead = 500;
/** Longest run of characters without a blank, and of blanks. */
const longestRun = 400;
const longestBlank = 40;

const blanks = new RegExp(`\\s{${longestBlank + 1},}`, "gu");
const runs = new RegExp(`(?<!\\S)\\S{${longestRun + 1},}`, "gu");
const pieces = new RegExp(`.{1,${longestRun}}`, "gsu");

/** The text with its middle left out where it is too long, and its endless runs cut. Linear in its length. */
export function bounded(text: string, most = mostRead): string {
  const end = most > 2 * endRead ? endRead : 0;
  const short =
    text.length <= most
      ? text
      : `${whole(text.slice(0, most - end))}\n…\n${end > 0 ? whole(text.slice(-end)) : ""}`;
  if (short.length <= longestBlank) return short;
  return short.replace(blanks, (run) => run.slice(0, longestBlank)).replace(runs, inPieces);
}

/** Without the half of a character that a cut may leave. */
function whole(text: string): string {
  return text.replace(/\p{Cs}/gu, "");
}

/** Half an address leads nowhere, so that an endless one is left out. */
function inPieces(run: string): string {
  return run.slice(0, longestRun).includes("://") ? "…" : (run.match(pieces) ?? []).join(" ");
}

/** The bodies of a timeline, oldest first, bounded one by one and together. */
export function boundedBodies(bodies: readonly string[]): string[] {
  let left = mostOfAll;
  return bodies
    .toReversed()
    .map((body) => {
      const read = bounded(body, left > 0 ? mostRead : beginningRead);
      left -= read.length;
      return read;
    })
    .reverse();
}
