/** A process that has just started does everything for the first time, which is slow: it begins with few jobs at once. */
import pLimit from "p-limit";

/** Jobs at first, and how many more are taken on with each that ends. */
const atFirst = 2;
/** Jobs that wait for somebody outside hold up no other longer than this, in milliseconds. */
const longest = 1_000;

/**
 * Runs what it is given: `atFirst` at once, and with each that ends as many more, up to `most`, which may run anyway once
 * `over` milliseconds have passed since the first. So the first of many that wait is done long before the last; all together
 * they take as long.
 */
export function slowStart(most: number, over = longest): <T>(work: () => Promise<T>) => Promise<T> {
  const limit = pLimit(Math.min(atFirst, most));
  let isBegun = false;
  const openWide = () => {
    limit.concurrency = most;
  };
  return async (work) => {
    if (!isBegun) setTimeout(openWide, over).unref();
    isBegun = true;
    try {
      return await limit(work);
    } finally {
      limit.concurrency = Math.min(limit.concurrency + atFirst, most);
    }
  };
}
