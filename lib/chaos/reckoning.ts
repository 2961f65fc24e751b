/** The count afterwards: nothing acknowledged may be lost, doubled or stuck. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Pool } from "#db/client";
import { verifyAudit } from "#lib/platform/audit-verify";
import { systemCtx } from "#lib/platform/context";
import type { Acknowledged } from "./sending";

/** How many of each there are; all but the first two lines have to be 0. */
export type Count = Record<string, number>;

/** Without any progress for this long what still waits is stuck, in milliseconds. */
const stuckAfterMs = 60_000;

/** Waits until nothing is under way any more; false once nothing has moved for a minute. */
export async function allRunsDone({ db }: Pool): Promise<boolean> {
  let [last, movedAt] = ["", Date.now()];
  while (Date.now() - movedAt < stuckAfterMs) {
    const [row] = await db
      .execute<{ busy: number; done: number }>(sql`
        select ((select count(*) from ticket where agent_state = 'running')
            + (select count(*) from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')))::int as busy,
          (select count(*) from dbos.workflow_status where status = 'SUCCESS')::int as done`)
      .catch(() => []);
    if (row?.busy === 0) return true;
    const now = JSON.stringify(row);
    if (now !== last) [last, movedAt] = [now, Date.now()];
    await sleep(250);
  }
  return false;
}

/** What became of what was acknowledged and decided. */
export async function reckon(
  { db }: Pool,
  { acknowledged, decided }: { acknowledged: readonly Acknowledged[]; decided: readonly number[] },
): Promise<Count> {
  const events = sql.param(acknowledged.map(({ eventId }) => eventId));
  const suggestions = sql.param([...decided]);
  const [row] = await db.execute<Record<string, number>>(sql`
    with told as (select unnest(${events}::bigint[]) as id),
    kept as (select event.* from ticket_event event join told using (id)),
    sent as (select * from ticket_event where source = ${connectorId})
    select
      (select count(*)::int from told where id not in (select id from ticket_event)) as lost,
      (select count(*)::int from (select 1 from sent group by external_id having count(*) > 1) as twice) as doubled,
      (select count(*)::int from (select 1 from ticket where source = ${connectorId} group by external_id having count(*) > 1) as twice) as "tickets doubled",
      (select count(*)::int from kept where not exists (
        select from agent_run join ticket_event later on later.id = agent_run.event_id
        where later.ticket_id = kept.ticket_id and later.id >= kept.id)) as "never considered",
      (select count(*)::int from agent_run join kept on kept.id = event_id where outcome = 'failed') as "given up",
      (select count(*)::int from ticket where agent_state = 'running') as "tickets stuck",
      (select count(*)::int from dbos.workflow_status where status in ('ENQUEUED', 'PENDING')) as "jobs stuck",
      (select count(*)::int from dbos.workflow_status where status in ('ERROR', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED')) as "jobs failed",
      (select count(*)::int from unnest(${suggestions}::bigint[]) as d(id)
        where (select count(*) from decision where suggestion_id = d.id) <> 1
          or (select count(*) from label join decision on decision.id = decision_id where decision.suggestion_id = d.id) <> 1
      ) as "decisions lost or doubled",
      (select count(*)::int from (select 1 from suggestion where status = 'open' group by ticket_id, kind having count(*) > 1) as twice)
        as "proposals doubled"`);
  const { broken } = await verifyAudit(systemCtx("chaos", db));
  return {
    acknowledged: acknowledged.length,
    decided: decided.length,
    ...row,
    "audit chain broken": broken ? 1 : 0,
  };
}

/** The connector the customers of a run write to. */
export const connectorId = "chaos";
