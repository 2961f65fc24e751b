/** Notices that a stream says nothing any more: a network that is gone without a word ends no connection. */

/** The server says something every few seconds; after so many milliseconds of silence it is not heard. */
export const silentAfterMs = 15_000;

/** Calls `onSilent` whenever nothing was heard for `afterMs`, also where the clock ran on while a computer slept. */
export function watchSilence(onSilent: () => void, afterMs = silentAfterMs) {
  let heardAt = Date.now();
  const timer = setInterval(() => {
    if (Date.now() - heardAt < afterMs) return;
    heardAt = Date.now();
    onSilent();
  }, afterMs / 5);
  return {
    heard: () => {
      heardAt = Date.now();
    },
    stop: () => clearInterval(timer),
  };
}
