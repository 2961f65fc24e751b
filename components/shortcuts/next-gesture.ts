/** What waits until the reader does something. */

/** Calls back once, with the next key or click, before anything else hears of it; never after it was stopped. */
export function onNextGesture(callback: () => void): () => void {
  const stop = new AbortController();
  const once = () => {
    stop.abort();
    callback();
  };
  for (const gesture of ["keydown", "click"])
    window.addEventListener(gesture, once, { capture: true, signal: stop.signal });
  return () => stop.abort();
}
