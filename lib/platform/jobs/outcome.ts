/** How a job ended is written with one statement: the engine takes a transaction of four. */
import { setTimeout as sleep } from "node:timers/promises";
import { SystemDatabase } from "@dbos-inc/dbos-sdk/internal/system_database";
import { sql } from "drizzle-orm";
import type { Database } from "#db/client";
import { engineSchema } from "./model";
import { withRetries } from "./retry";

const status = sql.raw(`${engineSchema}.workflow_status`);
const output = sql.raw(`${engineSchema}.workflow_output`);

export type Outcome = {
  /** The job's id, and what the engine tells this execution of it by; without that nobody else's is looked for. */
  id: string;
  owner: string | undefined;
  /** What it returned or threw, as the engine writes such things. */
  output?: string | null;
  error?: string | null;
};

/** Takes the place of the engine's own way to end a job, and waits for a lost database as that does; before the engine starts. */
export function endAtOnce(db: Database): void {
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false });
  SystemDatabase.prototype.recordWorkflowOutput = (id, { output }, owner) =>
    withRetries(() => end(db, { id, owner, output }), pause);
  SystemDatabase.prototype.recordWorkflowError = (id, { error }, owner) =>
    withRetries(() => end(db, { id, owner, error }), pause);
}

/** Writes how a running job ended; false where it was withdrawn, ended or given to another execution meanwhile: nothing is written then. */
export async function end(db: Database, { id, owner, output: made, error }: Outcome): Promise<boolean> {
  const ended = error === undefined ? "SUCCESS" : "ERROR";
  const written = await db.execute(sql`
    with ended as (
      update ${status} set status = ${ended}, deduplication_id = null, owner_xid = null,
        updated_at = (extract(epoch from now()) * 1000)::bigint, completed_at = (extract(epoch from now()) * 1000)::bigint
      where workflow_uuid = ${id} and status = 'PENDING' and ${owner === undefined ? sql`true` : sql`owner_xid = ${owner}`}
      returning workflow_uuid
    )
    insert into ${output} (workflow_uuid, output, error) select workflow_uuid, ${made ?? null}, ${error ?? null} from ended
    on conflict (workflow_uuid) do update set output = excluded.output, error = excluded.error
    returning workflow_uuid`);
  return written.length > 0;
}
