/** How often a job is tried: a few times when it fails, for as long as it takes when the database cannot serve it now. */
import { AppError } from "../errors";
import { isPassing } from "../passing-errors";

/** Waits between attempts, in milliseconds; one attempt more than there are waits. */
export const retryWaits = [250, 1_000, 4_000] as const;
/** Waits for what passes by itself grow from the first to the second, in milliseconds. */
const passingWaits = { first: 100, longest: 2_000 } as const;

/** What trying again cannot mend: the job asks for something that does not exist or may not be. */
const hopeless = new Set(["invalid", "not_found", "forbidden", "unprocessable"]);

/** Runs `work` until it succeeds; throws its last error. `pause` sleeps and may throw to give up early. */
export async function withRetries<T>(
  work: () => Promise<T>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<T> {
  let failures = 0;
  let passed = 0;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (isPassing(error)) {
        await pause(spread(Math.min(passingWaits.first * 2 ** passed++, passingWaits.longest)));
        continue;
      }
      passed = 0;
      const wait = isHopeless(error) ? undefined : retryWaits[failures++];
      if (wait === undefined) throw error;
      await pause(spread(wait));
    }
  }
}

/** Those who failed together do not come back together. */
function spread(milliseconds: number): number {
  return milliseconds * (0.75 + Math.random() / 2);
}

function isHopeless(error: unknown): boolean {
  return error instanceof AppError && hopeless.has(error.code);
}
