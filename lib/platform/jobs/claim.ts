/** Which waiting jobs a worker takes on: those whose turn it is, however they are cut into partitions. */
import type { WorkflowQueue } from "@dbos-inc/dbos-sdk";
import { SystemDatabase } from "@dbos-inc/dbos-sdk/internal/system_database";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client";
import { applicationName, engineSchema } from "./model";
import { placeAt } from "./place";

/**
 * Of jobs that are ahead of their turn, which come from sources over their share, a worker has so many in hand: enough to keep
 * its processor at work, and few enough that one of another source does not compete with dozens.
 */
const aheadAtOnce = 4;
/** Jobs taken at once of a queue that sets no bound, as the engine's own. */
const unboundedAtOnce = 100;
/** Jobs looked at for each that may be taken: of those of one ticket only the first may. */
const window = 4;

const status = sql.raw(`${engineSchema}.workflow_status`);

export type Claim = {
  queue: string;
  executorId: string;
  version: string;
  /** How many may be taken, and how many this worker may have in hand of those whose turn is yet to come. */
  most: number;
  ahead: number;
  /** What the engine tells this claim by. */
  owner: string | null;
  /** The present, in milliseconds since 1970. */
  now: number;
};

/**
 * Of a queue cut into partitions the engine takes heads chosen at random, so that in a long backlog the one that came from a
 * quiet source waits as long as any; of another it asks in a transaction of four statements. This takes the place of both, for
 * queues without limits that workers share; before the engine starts.
 */
export function claimByPlace(db: Database): void {
  const take = (queue: WorkflowQueue, given: Pick<Claim, "executorId" | "version" | "most" | "owner">) =>
    claim(db, { ...given, queue: queue.name, ahead: aheadAtOnce, now: Date.now() });
  SystemDatabase.prototype.findAndMarkStartablePartitionedWorkflows = (
    queue,
    executorId,
    version,
    asked,
    owner = null,
  ) => {
    const atOnce = queue.workerConcurrency ?? 1;
    return take(queue, { executorId, version, owner, most: Math.min(asked ?? atOnce, atOnce) });
  };
  SystemDatabase.prototype.findAndMarkStartableWorkflows = async (
    queue,
    executorId,
    version,
    _partition,
    inHand = 0,
    _ofPartition,
    owner = null,
  ) => {
    const most = (queue.workerConcurrency ?? unboundedAtOnce) - inHand;
    return most > 0 ? take(queue, { executorId, version, owner, most }) : [];
  };
}

/** Marks jobs as begun by this worker, lowest place first; returns their ids in that order. */
export async function claim(
  db: Database,
  { queue, executorId, version, most, ahead, owner, now }: Claim,
): Promise<string[]> {
  const turn = placeAt(now);
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
      select distinct on (coalesce(queue_partition_key, workflow_uuid)) * from waiting
      order by coalesce(queue_partition_key, workflow_uuid), priority, created_at, workflow_uuid
    ), ranked as (
      select workflow_uuid, priority, row_number() over (order by priority, created_at, workflow_uuid) as rank from heads
    ), locked as (
      select job.workflow_uuid, ranked.rank from ${status} job join ranked using (workflow_uuid)
      where job.status = 'ENQUEUED' and ranked.rank <= ${most}
        and (ranked.priority <= ${turn} or ranked.rank <= ${ahead} - (
          select count(*) from ${status} mine
          where mine.queue_name = ${queue} and mine.status = 'PENDING' and mine.executor_id = ${executorId}
            and mine.priority > ${turn}))
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
