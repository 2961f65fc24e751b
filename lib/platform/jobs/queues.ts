/** The queues as the durable engine knows them: how many jobs of each run at once, and how often they are polled. */
import { DBOS, type WorkflowQueue } from "@dbos-inc/dbos-sdk";

/**
 * `ticket` and `learning` are cut into partitions worked on one job at a time; claiming from them never contends.
 * None is polled often, which is what an idle worker costs: those that are returned are woken as well.
 */
export async function registerQueues(concurrency: number): Promise<WorkflowQueue[]> {
  const oneByOne = { partitionConcurrency: 1, onConflict: "always_update" } as const;
  const tickets = await DBOS.registerQueue("ticket", {
    ...oneByOne,
    workerConcurrency: concurrency,
    minPollingIntervalMs: 500,
  });
  const learning = await DBOS.registerQueue("learning", {
    ...oneByOne,
    workerConcurrency: 1,
    minPollingIntervalMs: 500,
  });
  await DBOS.registerQueue("background", {
    workerConcurrency: 4,
    minPollingIntervalMs: 500,
    onConflict: "always_update",
  });
  // A job waits there for a system of somebody else's, and may do so for as long as that one likes.
  await DBOS.registerQueue("outgoing", {
    workerConcurrency: 16,
    minPollingIntervalMs: 500,
    onConflict: "always_update",
  });
  // Somebody waits for each of them, and none waits for what its ticket is doing.
  const questions = await DBOS.registerQueue("question", {
    workerConcurrency: 8,
    minPollingIntervalMs: 500,
    onConflict: "always_update",
  });
  // Nobody waits for these: something stands in their place already. A slow model holds up nothing else.
  const model = await DBOS.registerQueue("model", {
    workerConcurrency: 8,
    minPollingIntervalMs: 500,
    onConflict: "always_update",
  });
  return [tickets, learning, questions, model];
}

/** Queues in which a job waits for the one before it. */
export function isCut(name: string): boolean {
  return name === "ticket" || name === "learning";
}
