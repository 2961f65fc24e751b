/** What is answered soon is nobody's concern; what is not is counted until it is. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lateCount, underWay } from "./under-way";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a request counts once it was waited for long, and no more once it is answered or lost", async () => {
  let answer = (_: string) => {};
  let lose = (_: Error) => {};
  const answered = underWay(
    new Promise<string>((resolve) => {
      answer = resolve;
    }),
  );
  const lost = underWay(
    new Promise((_, reject) => {
      lose = reject;
    }),
  );
  underWay(Promise.resolve());
  expect(lateCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lateCount()).toBe(2);
  answer("done");
  expect(await answered).toBe("done");
  expect(lateCount()).toBe(1);
  lose(new Error("gone"));
  await expect(lost).rejects.toThrow("gone");
  expect(lateCount()).toBe(0);
});
