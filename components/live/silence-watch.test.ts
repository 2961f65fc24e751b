/** A stream that falls silent is noticed, one that goes on is left alone. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { silentAfterMs, watchSilence } from "./silence-watch";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("silence is noticed once it lasts, and again if it goes on", () => {
  const onSilent = vi.fn();
  const watch = watchSilence(onSilent);
  for (let n = 0; n < 20; n++) {
    vi.advanceTimersByTime(5_000);
    watch.heard();
  }
  expect(onSilent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(silentAfterMs + 3_000);
  expect(onSilent).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(silentAfterMs + 3_000);
  expect(onSilent).toHaveBeenCalledTimes(2);
  watch.stop();
  vi.advanceTimersByTime(60_000);
  expect(onSilent).toHaveBeenCalledTimes(2);
});

test("a computer that wakes up looks at once", () => {
  const onSilent = vi.fn();
  watchSilence(onSilent);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(silentAfterMs / 5);
  expect(onSilent).toHaveBeenCalledTimes(1);
});
