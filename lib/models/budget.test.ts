/** An agent run that takes too long ends with a reason, and the ticket goes on. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { offlineBudgetMs, withinBudget } from "./budget";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a thought in time is kept, one that is late is given up, and an error stays one", async () => {
  expect(await withinBudget(Promise.resolve("draft"), false)).toBe("draft");
  await expect(withinBudget(Promise.reject(new Error("no")), false)).rejects.toThrow("no");
  const never = withinBudget(new Promise(() => {}), false);
  await vi.advanceTimersByTimeAsync(offlineBudgetMs);
  expect(await never).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

test("with a model the budget leaves room for its attempts", async () => {
  let isOver = false;
  const late = withinBudget(new Promise(() => {}), true).finally(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await late).toBeNull();
});
