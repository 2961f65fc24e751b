/** An agent run that takes too long ends with a reason, and the ticket goes on. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runBudgetMs, withinBudget } from "./budget";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a thought in time is kept, one that is late is given up, and an error stays one", async () => {
  expect(await withinBudget(Promise.resolve("draft"))).toBe("draft");
  await expect(withinBudget(Promise.reject(new Error("no")))).rejects.toThrow("no");
  const never = withinBudget(new Promise(() => {}));
  await vi.advanceTimersByTimeAsync(runBudgetMs);
  expect(await never).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});
