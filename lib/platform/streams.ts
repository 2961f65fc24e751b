/** The live streams of this process: a window that comes back takes the place of its own, which may not know yet that it was cut off. */
import { processWide } from "#db/process-wide";
import { shares } from "./shares";

const opened = processWide<Map<string, AbortController>>("streams");

/**
 * Takes a stream for a window of a person; the one it had ends. Over a network that comes and goes the server is the last to
 * learn that a stream is dead: they must not count as windows. Throws `rate_limited`. The stream ends as `signal` does.
 */
export function takeStream(personId: string, window: string | undefined, gone: AbortSignal): AbortSignal {
  const known = window === undefined ? undefined : `${personId} ${window}`;
  const open = openStreams();
  if (known) open.get(known)?.abort();
  const end = shares().streams.take(personId);
  const replaced = new AbortController();
  if (known) open.set(known, replaced);
  const signal = AbortSignal.any([gone, replaced.signal]);
  const over = () => {
    if (known && open.get(known) === replaced) open.delete(known);
    end();
  };
  if (signal.aborted) over();
  else signal.addEventListener("abort", over, { once: true });
  return signal;
}

function openStreams() {
  opened.value ??= new Map();
  return opened.value;
}
