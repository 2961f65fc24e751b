/** A window whose connection is lost again and again is one window. */
import { expect, test } from "vitest";
import { takeStream } from "./streams";

test("a window that comes back ends the stream it had, however often, and others are left alone", () => {
  const gone = new AbortController();
  const other = takeStream("a person who roams", "other", gone.signal);
  const streams = Array.from({ length: 40 }, () =>
    takeStream("a person who roams", "mine", new AbortController().signal),
  );
  expect(streams.filter(({ aborted }) => !aborted)).toEqual([streams.at(-1)]);
  expect(other.aborted).toBe(false);
  gone.abort();
  expect(other.aborted).toBe(true);
});

test("windows count, and those that closed do not", () => {
  const gone = new AbortController();
  const take = (window?: string) => takeStream("a person with many windows", window, gone.signal);
  for (let n = 0; n < 11; n++) take(`window ${n}`);
  take();
  expect(() => take("one more")).toThrow("At most 12 live streams");
  gone.abort();
  expect(takeStream("a person with many windows", "one more", new AbortController().signal).aborted).toBe(
    false,
  );
});
