/** What is read again and when: once in a while for a key, anew where it was changed, failed, or is not worth keeping. */
import { expect, vi } from "vitest";
import { fresh } from "./fresh";
import { test } from "./testing/database";

test("those who ask at the same time share one read, and so does whoever asks soon after", async ({
  ctx,
}) => {
  const read = vi.fn(async (_: unknown, key: string) => `${key}!`);
  const ask = fresh(60_000, read);
  expect(await Promise.all([ask(ctx, "a"), ask(ctx, "a"), ask(ctx, "b")])).toEqual(["a!", "a!", "b!"]);
  expect(await ask(ctx, "a")).toBe("a!");
  expect(read).toHaveBeenCalledTimes(2);
  ask.forget(ctx, "a");
  await ask(ctx, "a");
  expect(read).toHaveBeenCalledTimes(3);
});

test("what is no longer fresh, failed, or is not to be kept is read again", async ({ ctx }) => {
  let answers = 0;
  const failing = fresh(60_000, async () => {
    answers += 1;
    if (answers === 1) throw new Error("down");
    return answers;
  });
  await expect(failing(ctx, "")).rejects.toThrow("down");
  expect(await failing(ctx, "")).toBe(2);
  const missing = fresh(60_000, async () => null, { isKept: (found) => found !== null });
  const stale = fresh(0, async () => ++answers);
  const [first, second] = [await stale(ctx, ""), await stale(ctx, "")];
  expect(second).toBe(first + 1);
  expect(await missing(ctx, "")).toBeNull();
});

test("what one database answered is not told of another", async ({ ctx }) => {
  let place = 0;
  const ask = fresh(60_000, async () => ++place);
  const elsewhere = { ...ctx, db: Object.create(ctx.db) as typeof ctx.db };
  expect([await ask(ctx, ""), await ask(elsewhere, ""), await ask(ctx, "")]).toEqual([1, 2, 1]);
});
