/** What of a ticket fits a short context, by what matters most. Pure. */
import type { Room } from "#lib/models/fitting";
import type { Source } from "./source";

const sourceLength = 2_400;
/** Less of a source than this says nothing. */
const leastOfSource = 240;

type Parts<One> = {
  head: string;
  turns: string[];
  /** Newest turns that wait for an answer. */
  open: number;
  sources: readonly Source[];
  steps: readonly One[];
};

/**
 * What fits into so many characters, the most important first: what waits for an answer, whole; what was found on this
 * ticket and the likeliest steps; what was said before, the newest first; articles and past tickets. `perLine` is what
 * marking costs each line.
 */
export function within<One extends { text: string }>(
  { head, turns, open, sources, steps }: Parts<One>,
  room: Room,
  perLine: number,
): { turns: string[]; sources: { source: Source; body: string }[]; steps: One[] } | null {
  const all = sources.map((source) => ({ source, body: source.body.slice(0, sourceLength) }));
  if (room === null) return { turns, sources: all, steps: [...steps] };
  const sizeOf = (text: string) => text.length + perLine * (text.split("\n").length + 1) + 24;
  let left = room - sizeOf(head);
  const take = (text: string) => {
    const size = sizeOf(text);
    if (size > left) return false;
    left -= size;
    return true;
  };
  const waiting = turns.slice(turns.length - open);
  if (!waiting.every(take)) return null;
  const takeSource = ({ source, body }: (typeof all)[number]) => {
    if (take(body)) return [{ source, body }];
    const cut = body.slice(0, left - perLine * (body.split("\n").length + 1) - 24);
    return cut.length >= leastOfSource && take(cut) ? [{ source, body: cut }] : [];
  };
  const found = all.filter(({ source }) => source.kind === "event").flatMap(takeSource);
  const offered = steps.filter(({ text }) => take(text));
  const before: string[] = [];
  for (const turn of turns.slice(0, turns.length - open).toReversed()) {
    // A gap in a conversation would be read as if nothing stood there.
    if (!take(turn)) break;
    before.unshift(turn);
  }
  const read = all.filter(({ source }) => source.kind !== "event").flatMap(takeSource);
  const listed = new Set([...found, ...read].map(({ source }) => source));
  const kept = new Map([...found, ...read].map((one) => [one.source, one]));
  return {
    turns: [...before, ...waiting],
    sources: sources.filter((source) => listed.has(source)).flatMap((source) => kept.get(source) ?? []),
    steps: offered,
  };
}
