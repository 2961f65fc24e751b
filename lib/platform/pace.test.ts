/** Long work hurries where it is alone, and leaves most of the thread to what else is to be done. */
import { performance } from "node:perf_hooks";
import { expect, test } from "vitest";
import { pace } from "./pace";

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Milliseconds of short work that was done beside a hundred pieces of long work. */
async function besideLongWork(short: boolean): Promise<{ short: number; long: number }> {
  let [isOver, done] = [false, 0];
  const others = (async () => {
    while (short && !isOver) {
      work(1);
      done++;
      await new Promise(setImmediate);
    }
  })();
  const began = performance.now();
  const giveWay = pace();
  for (let piece = 0; piece < 100; piece++) {
    work(4);
    await giveWay();
  }
  isOver = true;
  await others;
  return { short: done, long: performance.now() - began };
}

test("others get most of the time while they have work; alone it waits hardly at all", async () => {
  const beside = await besideLongWork(true);
  expect(beside.short).toBeGreaterThan(400);
  const alone = await besideLongWork(false);
  expect(alone.long).toBeLessThan(beside.long / 1.5);
});
