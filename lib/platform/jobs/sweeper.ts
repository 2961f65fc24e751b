/** Keeps the list of living workers, and gives what a dead one held back to its queue. */
import { DBOS } from "@dbos-inc/dbos-sdk";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client";
import { deadHere } from "./machine";
import { applicationName, engineSchema } from "./model";

/** Milliseconds between heartbeats, and of silence after which a worker counts as dead. */
export const heartbeatEvery = 1_000;
export const leaseLength = 5_000;

const status = sql.raw(`${engineSchema}.workflow_status`);

/** Says that this worker lives; returns how many do. Leases are told by the database's clock alone. */
export async function beat(db: Database, executorId: string): Promise<number> {
  await db.execute(sql`
    insert into executor (id, started_at, seen_at) values (${executorId}, clock_timestamp(), clock_timestamp())
    on conflict (id) do update set seen_at = clock_timestamp()`);
  const [row] = await db.execute<{ living: number }>(
    sql`select count(*)::int as living from executor where ${isAlive}`,
  );
  return row?.living ?? 1;
}

/**
 * Returns unfinished jobs of workers that are no longer heard of to the queue they came from, in their
 * old place; returns how many. The engine's own `resumeWorkflows` would forget how often a job has
 * already taken its worker down, and a poisoned one would then go round for ever.
 */
export async function sweep(db: Database): Promise<number> {
  const moved = await db.execute(sql`
    update ${status} set status = 'ENQUEUED', owner_xid = null, started_at_epoch_ms = null,
      updated_at = (extract(epoch from clock_timestamp()) * 1000)::bigint
    where status = 'PENDING' and application_name = ${applicationName}
      and not exists (select 1 from executor where executor.id = executor_id and ${isAlive})
    returning workflow_uuid`);
  await db.execute(sql`delete from executor where seen_at < clock_timestamp() - interval '1 hour'`);
  return moved.length;
}

/** Seconds after which a job that is counted as begun, and is not, was forgotten by the engine. */
const forgottenAfter = 30;

/**
 * Returns jobs to their queue that this worker is said to work on and does not: the engine met an error between
 * claiming and beginning one, or in writing down its end. Left alone they would hold their partition for ever.
 */
export async function giveBack(
  db: Database,
  executorId: string,
  running: ReadonlySet<string>,
): Promise<number> {
  const moved = await db.execute(sql`
    update ${status} set status = 'ENQUEUED', owner_xid = null, started_at_epoch_ms = null,
      updated_at = (extract(epoch from clock_timestamp()) * 1000)::bigint
    where status = 'PENDING' and application_name = ${applicationName} and executor_id = ${executorId}
      and updated_at < (extract(epoch from clock_timestamp()) - ${forgottenAfter}) * 1000
      and workflow_uuid <> all(${sql.param([...running])}::text[])
    returning workflow_uuid`);
  return moved.length;
}

/** Takes workers off the list whose process on this machine is gone; true when there were any. */
export async function forgetDead(db: Database, executorId: string): Promise<boolean> {
  const rows = await db.execute<{ id: string }>(sql`select id from executor where ${isAlive}`);
  const dead = deadHere(
    rows.map(({ id }) => id),
    executorId,
  );
  for (const id of dead) await signOff(db, id);
  return dead.length > 0;
}

/** Takes this worker off the list, so that what it still held is taken over at once. */
export async function signOff(db: Database, executorId: string): Promise<void> {
  await db.execute(sql`delete from executor where id = ${executorId}`);
}

/** Deletes jobs that ended longer ago than `hours`, in batches; returns how many. */
export async function forgetFinished(hours: number): Promise<number> {
  const completedBefore = new Date(Date.now() - hours * 3_600_000).toISOString();
  let forgotten = 0;
  for (;;) {
    const ended = await DBOS.listWorkflows({
      status: ["SUCCESS", "ERROR", "CANCELLED"],
      completedBefore,
      limit: 500,
      loadInput: false,
      loadOutput: false,
    });
    if (ended.length === 0) return forgotten;
    await DBOS.deleteWorkflows(ended.map(({ workflowID }) => workflowID));
    forgotten += ended.length;
  }
}

const isAlive = sql`seen_at > clock_timestamp() - make_interval(secs => ${leaseLength / 1000})`;
