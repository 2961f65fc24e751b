/** Runs what somebody else's input decides the length of, and ends it where it takes too long: nothing they send holds a process up. */
import { Script } from "node:vm";

const run = new Script("work()");

/** Thrown in the place of what was not finished. */
export class Overran extends Error {}

/** What `work` returns; `Overran` after so many milliseconds, wherever it is then. It waits for nothing and writes nothing. */
export function inTime<T>(milliseconds: number, work: () => T): T {
  try {
    return run.runInNewContext({ work }, { timeout: milliseconds }) as T;
  } catch (error) {
    if (error !== null && typeof error === "object" && Reflect.get(error, "code") === overran)
      throw new Overran(`It takes longer than ${milliseconds / 1000} s.`);
    throw error;
  }
}

const overran = "ERR_SCRIPT_EXECUTION_TIMEOUT";
