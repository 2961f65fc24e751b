/** Puts a job into the durable queue within the caller's transaction: a change and its consequence commit together. */
import { sql } from "drizzle-orm";
import type { Ctx } from "../context";
import { applicationName, applicationVersion, type JobName, type Jobs, jobQueues } from "./model";

export type EnqueueOptions = {
  /** A job of the same id runs once, however often it is enqueued. */
  id?: string;
  /** Jobs of one partition run one at a time, in order; required for the `ticket` queue. */
  partition?: string;
  /** Not before this instant. */
  at?: Date;
};

/** Enqueues `name` with `input`; returns the job's id. Takes effect when the caller's transaction commits. */
export async function enqueue<Name extends JobName>(
  ctx: Ctx,
  name: Name,
  input: Jobs[Name],
  options: EnqueueOptions = {},
): Promise<string> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select dbos.enqueue_workflow(
      ${name}, ${jobQueues[name]}, array[${JSON.stringify(input)}::text::json],
      workflow_id => ${options.id ?? null},
      queue_partition_key => ${options.partition ?? serialPartition(name)},
      delay_until_epoch_ms => ${options.at ? options.at.getTime() : null}::bigint,
      app_version => ${applicationVersion},
      application_name => ${applicationName}
    ) as id`);
  return rows[0]?.id ?? "";
}

/** The `learning` queue is one partition: its jobs run one at a time across all workers. */
function serialPartition(name: JobName): string | null {
  return jobQueues[name] === "learning" ? "learning" : null;
}

/** Takes back a job that has not started, without a trace, so that its id can be used again; unknown ids are ignored. */
export async function cancelJob(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.execute(sql`
    with cancelled as (
      delete from dbos.workflow_status
      where workflow_uuid = ${id} and status in ('ENQUEUED', 'DELAYED') returning workflow_uuid
    )
    delete from dbos.workflow_input using cancelled where workflow_input.workflow_uuid = cancelled.workflow_uuid`);
}
