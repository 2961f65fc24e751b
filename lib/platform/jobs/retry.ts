/** How often a job is tried: a few times when it fails, for as long as it takes when the database is away. */
import { AppError } from "../errors";

/** Waits between attempts, in milliseconds; one attempt more than there are waits. */
export const retryWaits = [250, 1_000, 4_000] as const;

const lostConnection = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
]);
/** What trying again cannot mend: the job asks for something that does not exist or may not be. */
const hopeless = new Set(["invalid", "not_found", "forbidden", "unprocessable"]);

/** Runs `work` until it succeeds; throws its last error. `pause` sleeps and may throw to give up early. */
export async function withRetries<T>(
  work: () => Promise<T>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<T> {
  let failures = 0;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (isConnectionLoss(error)) {
        await pause(500);
        continue;
      }
      const wait = isHopeless(error) ? undefined : retryWaits[failures++];
      if (wait === undefined) throw error;
      await pause(wait * (0.75 + Math.random() / 2));
    }
  }
}

/** True when the error, or what caused it, is a broken or refused connection to the database. */
export function isConnectionLoss(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && lostConnection.has(at.code)) return true;
  }
  return false;
}

function isHopeless(error: unknown): boolean {
  return error instanceof AppError && hopeless.has(error.code);
}
