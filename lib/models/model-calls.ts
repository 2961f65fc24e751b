/** The queue model calls stand in: so many at once, so many a minute, shared fairly by the living workers. */
import { setTimeout as sleep } from "node:timers/promises";
import { type ModelFailure, NoPlace, readFailure, SlowAnswer } from "./model-failure";

export type CallLimits = {
  /** Calls at once and calls a minute, of all workers together. */
  concurrency: number;
  perMinute: number;
  /** Milliseconds one attempt may take, and that a call may wait for its turn. */
  timeout: number;
  queueTimeout: number;
};

/** What holds until the installation says otherwise. */
export const usualLimits: CallLimits = {
  concurrency: 4,
  perMinute: 120,
  // A model on a processor writes two words a second; nobody waits for it.
  timeout: 180_000,
  queueTimeout: 30_000,
};

export type ModelCalls = {
  /**
   * Runs `attempt` when its turn has come, up to three times. Returns its answer or why there is none.
   * After repeated failures calls fail at once for a while, so that tickets do not wait for a dead endpoint.
   */
  run: <T>(
    attempt: (signal: AbortSignal) => Promise<T>,
  ) => Promise<{ answer: T } | { failure: ModelFailure }>;
};

const usualWaits = [400, 1_500];
const longestRetryAfter = 15_000;
const failuresToPause = 3;
const pauseLength = 30_000;

/**
 * In this process on purpose: a durable queue of child workflows would add a poll and four writes to
 * every call. Each of `living()` workers takes its share, so the sum holds whatever their number. After a failure that may pass,
 * a call is asked again as often as there are `waits`, in milliseconds; by default twice.
 */
export function modelCalls(
  limits: CallLimits = usualLimits,
  { living = () => 1, waits = usualWaits }: { living?: () => number; waits?: readonly number[] } = {},
): ModelCalls {
  const waiting: (() => void)[] = [];
  const started: number[] = [];
  let active = 0;
  let failures = 0;
  let pausedUntil = 0;
  let lastFailure: ModelFailure | null = null;

  const share = (whole: number) => Math.max(1, Math.floor(whole / Math.max(1, living())));
  const next = () => {
    const minuteAgo = performance.now() - 60_000;
    while (started[0] !== undefined && started[0] < minuteAgo) started.shift();
    while (
      waiting.length > 0 &&
      active < share(limits.concurrency) &&
      started.length < share(limits.perMinute)
    ) {
      active++;
      started.push(performance.now());
      waiting.shift()?.();
    }
    if (waiting.length > 0 && started.length >= share(limits.perMinute)) setTimeout(next, 250).unref();
  };
  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        const place = waiting.indexOf(enter);
        if (place >= 0) waiting.splice(place, 1);
        reject(new NoPlace());
      }, limits.queueTimeout);
      waiting.push(enter);
      next();
    });
  const once = async <T>(attempt: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    await turn();
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(new SlowAnswer()), limits.timeout);
    try {
      return await attempt(timeout.signal);
    } catch (error) {
      throw timeout.signal.aborted ? timeout.signal.reason : error;
    } finally {
      clearTimeout(timer);
      active--;
      next();
    }
  };

  return {
    run: async (attempt) => {
      if (lastFailure && performance.now() < pausedUntil) return { failure: lastFailure };
      for (let attempts = 0; ; attempts++) {
        try {
          const answer = await once(attempt);
          failures = 0;
          return { answer };
        } catch (error) {
          const failure = readFailure(error);
          const usual = waits[attempts];
          const wait = failure.retryAfter ?? (usual ?? 0) * (0.75 + Math.random() / 2);
          if (failure.isPassing && usual !== undefined && wait <= longestRetryAfter) {
            await sleep(wait);
            continue;
          }
          // A server that answers badly, or said how it wants to be asked, is there.
          if (failure.isUnfit || failure.isLearnt) return { failure };
          if (++failures >= failuresToPause) pausedUntil = performance.now() + pauseLength;
          lastFailure = failure;
          return { failure };
        }
      }
    },
  };
}
