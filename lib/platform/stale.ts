/** What is saved as a whole is saved on what was seen: a colleague's change since then is not overwritten unseen. */
import { isDeepStrictEqual } from "node:util";
import { AppError } from "./errors";

/**
 * Refuses to put `wanted` in the place of `now` when the reader had `seen` something else there. What is as wanted already is
 * no conflict: it may have been saved by a request whose answer was lost. Throws `conflict`.
 */
export function refuseStale<Value>(now: Value, seen: NoInfer<Value>, wanted: NoInfer<Value>): void {
  const current = plain(now);
  if (isDeepStrictEqual(current, plain(seen)) || isDeepStrictEqual(current, plain(wanted))) return;
  throw new AppError(
    "conflict",
    "Somebody else changed this while you had it open. It was not saved: reload the page to see what it is now.",
  );
}

/** As it is stored: without what is undefined. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
