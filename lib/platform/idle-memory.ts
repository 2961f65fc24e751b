/** Memory of a process that has nothing to do. */
import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** A process that used its thread less than this for so many milliseconds has nothing to do. */
const isUsed = 0.05;
const quiet = 5_000;
/** What a collection should give back at least, in bytes; it stops the thread for a tenth of a second. */
const worthwhile = 64 * 2 ** 20;

/**
 * Gives memory that is no longer needed back whenever the process has nothing to do. V8 collects when it runs out of room,
 * not when there is time: after a busy hour it holds several times of what it uses, for as long as the process lives.
 */
export function collectWhenIdle(): void {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  let before = performance.eventLoopUtilization();
  let held = 0;
  setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(before);
    before = performance.eventLoopUtilization();
    if (utilization > isUsed || process.memoryUsage().heapTotal < held + worthwhile) return;
    collect();
    held = process.memoryUsage().heapTotal;
    before = performance.eventLoopUtilization();
  }, quiet).unref();
}
