/** Puts a job into the durable queue within the caller's transaction: a change and its consequence commit together. */
import { sql } from "drizzle-orm";
import { type Ctx, onCommit } from "../context";
import { announceJobs } from "../notifier";
import { carried } from "../tracing/carrier";
import {
  applicationName,
  applicationVersion,
  type EnqueueOptions,
  type JobName,
  type Jobs,
  jobQueues,
  type NewJob,
} from "./model";

/** Enqueues `name` with `input`; returns the job's id. Takes effect when the caller's transaction commits. */
export async function enqueue<Name extends JobName>(
  ctx: Ctx,
  name: Name,
  input: Jobs[Name],
  options: EnqueueOptions = {},
): Promise<string> {
  const [id] = await enqueueAll(ctx, [{ name, input, options } as NewJob]);
  return id ?? "";
}

/** Enqueues several jobs with one statement; returns their ids in the same order. Workers are woken for those not delayed. */
export async function enqueueAll(ctx: Ctx, jobs: NewJob[]): Promise<string[]> {
  if (ctx.unattended) return ctx.unattended.put(jobs);
  if (jobs.length === 0) return [];
  const list = jobs.map(({ name, input, options = {} }) => ({
    name,
    queue: jobQueues[name],
    input,
    id: options.id,
    partition: partitionOf(name, options.partition),
    place: options.place,
    delay: options.at?.getTime(),
    trace: carried(options),
  }));
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select dbos.enqueue_workflow(
      job.name, job.queue, case when job.trace is null then array[job.input] else array[job.input, job.trace] end,
      workflow_id => job.id,
      queue_partition_key => job.partition,
      priority => job.place,
      delay_until_epoch_ms => job.delay,
      app_version => ${applicationVersion},
      application_name => ${applicationName}
    ) as id
    from rows from (
      json_to_recordset(${JSON.stringify(list)}::text::json)
        as (name text, queue text, input json, id text, partition text, place int, delay bigint, trace json)
    ) as job`);
  const now = ctx.now().getTime();
  const queues = new Set(
    list.filter(({ delay }) => delay === undefined || delay <= now).map(({ queue }) => queue),
  );
  if (queues.size > 0) onCommit(ctx, () => announceJobs(queues));
  return rows.map(({ id }) => id);
}

/** The `learning` queue is one partition: its jobs run one at a time across all workers. */
function partitionOf(name: JobName, ticketId: string | undefined): string | null {
  const queue = jobQueues[name];
  if (queue === "learning") return "learning";
  return queue === "ticket" ? (ticketId ?? "none") : null;
}

/** Withdraws a job that has not started, without a trace, so that its id can be used again; unknown ids are ignored. */
export async function cancelJob(ctx: Ctx, id: string): Promise<void> {
  await cancelJobs(ctx, [id]);
}

/** Withdraws several jobs with one statement. */
export async function cancelJobs(ctx: Ctx, ids: string[]): Promise<void> {
  if (ctx.unattended) return ctx.unattended.cancel(ids);
  if (ids.length === 0) return;
  await ctx.db.execute(sql`
    with wanted as (select json_array_elements_text(${JSON.stringify(ids)}::text::json) as id),
    cancelled as (
      delete from dbos.workflow_status using wanted
      where workflow_uuid = wanted.id and status in ('ENQUEUED', 'DELAYED') returning workflow_uuid
    )
    delete from dbos.workflow_input using cancelled where workflow_input.workflow_uuid = cancelled.workflow_uuid`);
}

/** Withdraws every job of a name that has not started. */
export async function cancelAll(ctx: Ctx, name: JobName): Promise<void> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select workflow_uuid as id from dbos.workflow_status
    where name = ${name} and status in ('ENQUEUED', 'DELAYED')`);
  await cancelJobs(
    ctx,
    rows.map(({ id }) => id),
  );
}
