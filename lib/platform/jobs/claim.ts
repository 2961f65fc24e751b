/** Which waiting jobs a worker takes on: those whose turn it is, however they are cut into partitions. */
import { performance } from "node:perf_hooks";
import { SystemDatabase } from "@dbos-inc/dbos-sdk/internal/system_database";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client";
import { applicationName, engineSchema } from "./model";
import { placeAt } from "./place";

/**
 * A processor that is this busy gains nothing from more jobs at once: of those that are ahead of their turn, which come from
 * sources over their share, at most so many are in hand then, and one of another source does not compete with dozens.
 */
const busy = { utilization: 0.7, atOnce: 6 };
/** How long the use of the processor is measured over, in milliseconds. */
const measuredOver = 250;
/** Jobs looked at for each that may be taken: of those of one ticket only the first may. */
const window = 4;

const status = sql.raw(`${engineSchema}.workflow_status`);

export type Claim = {
  queue: string;
  executorId: string;
  version: string;
  /** How many may be taken, and how many if one whose turn is yet to come is among them. */
  most: number;
  early: number;
  /** What the engine tells this claim by. */
  owner: string | null;
  /** The present, in milliseconds since 1970. */
  now: number;
};

/**
 * The engine takes the heads of partitions chosen at random; in a long backlog the one that came from a quiet source then
 * waits as long as any. This takes its place, for queues that work on one job of a partition at a time; before the engine starts.
 */
export function claimByPlace(db: Database): void {
  const isBusy = busyMeter();
  SystemDatabase.prototype.findAndMarkStartablePartitionedWorkflows = (
    queue,
    executorId,
    version,
    asked,
    owner = null,
  ) => {
    const atOnce = queue.workerConcurrency ?? 1;
    const most = Math.min(asked ?? atOnce, atOnce);
    const early = isBusy() ? Math.max(0, most - Math.max(0, atOnce - busy.atOnce)) : most;
    return claim(db, { queue: queue.name, executorId, version, most, early, owner, now: Date.now() });
  };
}

/** Whether this process computes more than it waits. */
function busyMeter(): () => boolean {
  let since = { at: performance.now(), mark: performance.eventLoopUtilization() };
  let isBusy = false;
  return () => {
    if (performance.now() - since.at < measuredOver) return isBusy;
    isBusy = performance.eventLoopUtilization(since.mark).utilization > busy.utilization;
    since = { at: performance.now(), mark: performance.eventLoopUtilization() };
    return isBusy;
  };
}

/** Marks jobs as begun by this worker, lowest place first; returns their ids in that order. */
export async function claim(
  db: Database,
  { queue, executorId, version, most, early, owner, now }: Claim,
): Promise<string[]> {
  const taken = await db.execute<{ id: string }>(sql`
    with waiting as (
      select workflow_uuid, queue_partition_key, priority, created_at from ${status} job
      where queue_name = ${queue} and status = 'ENQUEUED' and application_name = ${applicationName}
        and not exists (
          select 1 from ${status} busy
          where busy.queue_name = ${queue} and busy.status = 'PENDING'
            and busy.queue_partition_key = job.queue_partition_key)
      order by priority, created_at, workflow_uuid limit ${most * window}
    ), heads as (
      select distinct on (queue_partition_key) * from waiting
      order by queue_partition_key, priority, created_at, workflow_uuid
    ), ranked as (
      select workflow_uuid, priority, row_number() over (order by priority, created_at, workflow_uuid) as rank from heads
    ), locked as (
      select job.workflow_uuid, ranked.rank from ${status} job join ranked using (workflow_uuid)
      where job.status = 'ENQUEUED' and ranked.rank <= ${most}
        and (ranked.priority <= ${placeAt(now)} or ranked.rank <= ${early})
      for update of job skip locked
    ), begun as (
      update ${status} job
      set status = 'PENDING', owner_xid = ${owner}, executor_id = ${executorId}, application_version = ${version},
        started_at_epoch_ms = (extract(epoch from now()) * 1000)::bigint, rate_limited = false,
        recovery_attempts = recovery_attempts + 1, updated_at = (extract(epoch from now()) * 1000)::bigint
      from locked where job.workflow_uuid = locked.workflow_uuid
      returning job.workflow_uuid, locked.rank
    )
    select workflow_uuid as id from begun order by rank`);
  return taken.map(({ id }) => id);
}
