/** Long work in a thread that short work shares: it goes on at once while nobody else has any, and at a share of the time else. */
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/** What long work takes of a busy thread's time. */
const share = 0.25;
/** A look at what others do takes this long, in milliseconds; they are busy from this use of the thread on. */
const look = 2;
const isUsed = 0.5;

/**
 * Called between the pieces of long work, what it returns gives way to others: for three times as long as the piece took, or
 * until they have nothing to do. A piece itself is not interrupted, so it should be short.
 */
export function pace(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    const until = performance.now() + (performance.now() - since) * (1 / share - 1);
    for (let isBusy = true; isBusy && performance.now() < until; ) {
      const before = performance.eventLoopUtilization();
      await sleep(look);
      isBusy = performance.eventLoopUtilization(before).utilization > isUsed;
    }
    since = performance.now();
  };
}
