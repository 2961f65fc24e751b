/** Polls a queue as soon as jobs have come into it: an agent run begins at once, and an idle worker is idle. */
import { setTimeout as sleep } from "node:timers/promises";
import { DBOSExecutor } from "@dbos-inc/dbos-sdk/internal/dbos-executor";
import { type WorkflowQueue, wfQueueRunner } from "@dbos-inc/dbos-sdk/internal/wfqueue";
import type { Pool } from "#db/client";
import { jobsChannel, queuesOf } from "../notifier";

/** Least pause between two questions, in milliseconds; where a question takes longer, the pause does too. */
const shortestPause = 20;

/**
 * Asks for jobs of each of `queues` whenever some have come into it, and on while it `isBusy` (a job that ends lets the next of
 * its partition in). Asking takes half of the time at most: a question costs the same however many wait (`claim`), but in a busy
 * process its answer is slow to be read, and the jobs in hand would all be done before more are asked for. The engine's own,
 * slower polling finds what no notification tells of.
 */
export async function pollWhenNotified(
  { sql }: Pool,
  queues: readonly WorkflowQueue[],
  { isBusy, signal }: { isBusy: (queue: WorkflowQueue) => boolean; signal: AbortSignal },
): Promise<void> {
  const asks = new Map(queues.map((queue) => [queue.name, asking(queue, () => isBusy(queue), signal)]));
  await sql.listen(jobsChannel, (payload) => {
    for (const name of queuesOf(payload)) asks.get(name)?.();
  });
}

/** A function that asks for jobs of a queue, again as soon as it may where it is called while it asks. */
function asking(queue: WorkflowQueue, isBusy: () => boolean, signal: AbortSignal): () => void {
  let isAsking = false;
  let isWoken = false;
  const ask = async () => {
    isAsking = true;
    for (let wasBusy = false; (isWoken || wasBusy) && !signal.aborted; ) {
      isWoken = false;
      wasBusy = isBusy();
      const began = performance.now();
      await poll(queue);
      const pause = Math.max(shortestPause, performance.now() - began);
      await sleep(pause, undefined, { signal }).catch(() => {});
      wasBusy ||= isBusy();
    }
    isAsking = false;
  };
  return () => {
    isWoken = true;
    if (!isAsking) void ask();
  };
}

/** The engine has no public way to be asked to look now. Its poller catches and tells whatever goes wrong. */
async function poll(queue: WorkflowQueue): Promise<void> {
  const executor = DBOSExecutor.globalInstance;
  // biome-ignore lint/complexity/useLiteralKeys: the method is private to the compiler, and reached by its key only.
  if (executor) await wfQueueRunner["pollQueue"](executor, queue);
}
