/** Runs the jobs: each is one short durable workflow, retried, taken over when its worker dies, forgotten when done. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { dbRetryConfig } from "@dbos-inc/dbos-sdk/internal/utils";
import { openPool } from "#db/client";
import { type Carried, inJobSpan } from "../tracing/carrier";
import { claimByPlace } from "./claim";
import { executorName } from "./machine";
import {
  applicationName,
  applicationVersion,
  engineSchema,
  type JobName,
  type Jobs,
  jobQueues,
  type QueueName,
} from "./model";
import { endAtOnce } from "./outcome";
import { pollWhenNotified } from "./polling";
import { isCut, registerQueues } from "./queues";
import { withRetries } from "./retry";
import { slowStart } from "./slow-start";
import { beat, forgetDead, forgetFinished, giveBack, heartbeatEvery, signOff, sweep } from "./sweeper";

/** What each job does. A handler may run more than once for one job, so its effect must be idempotent. */
export type JobHandlers = { [Name in JobName]: (input: Jobs[Name]) => Promise<void> };

/** A job that was given up, after its retries or because it took its worker down too often. */
export type FailedJob = { [Name in JobName]: { name: Name; input: Jobs[Name]; error: unknown } }[JobName];

export type JobsOptions = {
  url: string;
  handlers: JobHandlers;
  /** Records the failure where people see it. */
  onFailed: (failed: FailedJob) => Promise<void>;
  /** Tickets worked on at once by this process. */
  concurrency?: number;
  /** How long finished jobs are kept. */
  retentionHours?: number;
  /** How long a stop waits for what is running, in milliseconds; two seconds when left out. */
  drainMs?: number;
  executorId?: string;
  warn?: (message: string) => void;
};

export type RunningJobs = {
  executorId: string;
  /** Workers alive at the last heartbeat, this one included. */
  living: () => number;
  /** Stops taking jobs and waits a little for the running ones; others go on with what is left. */
  stop: () => Promise<void>;
};

/** What this worker works on: how many jobs of each queue, and which. */
type Running = { counts: Record<QueueName, number>; ids: Set<string> };

/** How often a job may take its worker down before it is given up. */
const takeovers = 4;
const usualDrainMs = 2_000;
/** Connections the engine holds at most, and those that jobs are claimed and ended with; beside those of the pools. */
const engineConnections = 9;
const ownConnections = 2;
/** The engine's own waits for a lost database, in seconds: by itself it would come back up to a minute after it. */
Object.assign(dbRetryConfig, { initialBackoffSec: 0.1, maxBackoffSec: 0.5 });

/** Starts working on the queues in this process, once; throws when the database cannot be reached. */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const executorId = options.executorId ?? executorName(randomBytes(4).toString("hex"));
  const stopping = new AbortController();
  const pool = openPool(options.url, ownConnections);
  const { sql, db } = pool;
  DBOS.setConfig({
    name: applicationName,
    systemDatabaseUrl: options.url,
    systemDatabaseSchemaName: engineSchema,
    systemDatabasePoolSize: engineConnections,
    applicationVersion,
    executorID: executorId,
    useListenNotify: false,
    logger: engineLog(options.warn ?? console.warn),
  });
  const running: Running = {
    counts: { ticket: 0, learning: 0, background: 0, outgoing: 0, question: 0, model: 0 },
    ids: new Set(),
  };
  const concurrency = options.concurrency ?? 32;
  const begin = slowStart(concurrency);
  for (const name of Object.keys(jobQueues) as JobName[])
    register(name, options, { stopping: stopping.signal, running, begin });
  let living = await beat(db, executorId);
  // Whoever died here a moment ago is known to be dead; on other machines only its silence tells.
  if (await forgetDead(db, executorId)) await sweep(db);
  claimByPlace(db);
  endAtOnce(db);
  await DBOS.launch();
  const urgent = await registerQueues(concurrency);
  // Where nothing stands in line behind what runs, its end lets nothing in.
  const isBusy = ({ name }: { name: string }) => isCut(name) && running.counts[name as QueueName] > 0;
  await pollWhenNotified(pool, urgent, { isBusy, signal: stopping.signal });

  const every = (milliseconds: number, work: () => Promise<unknown>) =>
    repeat(milliseconds, work, stopping.signal, options.warn ?? console.warn);
  const periodicTasks = [
    every(heartbeatEvery, async () => {
      living = await beat(db, executorId);
    }),
    every(heartbeatEvery, async () => {
      await forgetDead(db, executorId);
      await sweep(db);
    }),
    every(10_000, () => giveBack(db, executorId, running.ids)),
    every(10_000, () => giveUpPoisoned(options)),
    every(60_000, () => forgetFinished(options.retentionHours ?? 24)),
  ];
  return {
    executorId,
    living: () => living,
    stop: async () => {
      stopping.abort();
      await Promise.all(periodicTasks);
      const isIdle = () => Object.values(running.counts).every((jobs) => jobs === 0);
      for (let waited = 0; !isIdle() && waited < (options.drainMs ?? usualDrainMs); waited += 50)
        await sleep(50);
      await DBOS.shutdown({ workflowCompletionTimeoutMS: 200 });
      await signOff(db, executorId);
      await sweep(db);
      await sql.end({ timeout: 5 });
    },
  };
}

/**
 * One workflow without steps: the handler's own transaction is the checkpoint that counts, so steps would
 * add writes and save nothing. A job that a stopping worker has not begun, or would try again, is left
 * unfinished: the sweep gives it to another worker.
 */
function register<Name extends JobName>(
  name: Name,
  options: JobsOptions,
  {
    stopping,
    running,
    begin,
  }: { stopping: AbortSignal; running: Running; begin: ReturnType<typeof slowStart> },
): void {
  const isGated = jobQueues[name] === "ticket";
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping });
  const attempt = async (input: Jobs[Name]) => {
    running.counts[jobQueues[name]]++;
    try {
      await withRetries(() => options.handlers[name](input), pause);
    } catch (error) {
      if (stopping.aborted) return "left" as const;
      await withRetries(() => options.onFailed({ name, input, error } as FailedJob), pause);
      throw error;
    } finally {
      running.counts[jobQueues[name]]--;
    }
    return "done" as const;
  };
  const workflow = async (input: Jobs[Name], from?: Carried) => {
    const id = DBOS.workflowID ?? "";
    running.ids.add(id);
    const work = async () =>
      stopping.aborted ? ("left" as const) : inJobSpan(name, from, () => attempt(input));
    try {
      if ((await (isGated ? begin(work) : work())) === "left") await new Promise(() => {});
    } finally {
      running.ids.delete(id);
    }
  };
  DBOS.registerWorkflow(workflow, { name, maxRecoveryAttempts: takeovers });
}

/** Records the failure of jobs that took their workers down too often, and closes them. */
async function giveUpPoisoned(options: JobsOptions): Promise<void> {
  const poisoned = await DBOS.listWorkflows({ status: "MAX_RECOVERY_ATTEMPTS_EXCEEDED", limit: 100 });
  for (const { workflowID, workflowName, input } of poisoned) {
    const error = new Error(`The worker stopped ${takeovers} times in the middle of this job.`);
    await options.onFailed({ name: workflowName, input: input?.[0], error } as FailedJob);
    await DBOS.cancelWorkflow(workflowID);
  }
}

/** Runs `work` again and again until stopped, for the first time after one pause; a failing round is told and does not end it. */
async function repeat(
  milliseconds: number,
  work: () => Promise<unknown>,
  stopping: AbortSignal,
  warn: (message: string) => void,
): Promise<void> {
  const wait = () => sleep(milliseconds, undefined, { signal: stopping }).catch(() => {});
  for (await wait(); !stopping.aborted; await wait())
    await work().catch((error: unknown) =>
      warn(`A periodic task failed and will be tried again: ${String(error)}`),
    );
}

function engineLog(warn: (message: string) => void) {
  return {
    debug() {},
    info() {},
    warn: (entry: unknown) => warn(String(entry)),
    error: (entry: unknown) => warn(entry instanceof Error ? (entry.stack ?? entry.message) : String(entry)),
  };
}
