/** Trouble that came back: a verified run whose ticket's alert fires again soon after was no cure. */
import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import { actionOutcome, actionRun } from "#db/schema/remediation";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { inWords } from "../model";
import { lockRun, tell } from "../runs/rows";
import { recordOutcome, recurrenceHours } from "./evidence";

/** Runs of a scope that were verified, and whose ticket has had an alert since, within the time that counts. */
async function recurred(tx: Ctx, where: ReturnType<typeof eq> | undefined): Promise<number[]> {
  const rows = await tx.db
    .select({ id: actionRun.id })
    .from(actionRun)
    .innerJoin(actionOutcome, and(eq(actionOutcome.runId, actionRun.id), eq(actionOutcome.isWrong, false)))
    .where(
      and(
        where,
        isNotNull(actionRun.verifiedAt),
        gt(actionOutcome.settlesAt, tx.now()),
        sql`exists (
          select from ticket_event as alert where alert.ticket_id = ${actionRun.ticketId}
          and alert.kind = 'alert_firing' and alert.at > ${actionRun.verifiedAt}
          and alert.at < ${actionRun.verifiedAt} + make_interval(hours => ${recurrenceHours})
        )`,
      ),
    );
  return rows.map(({ id }) => id);
}

/** True when trouble came back that a run of this scope had mended; what it had earned ends with that. */
export async function recurredIn(
  tx: Ctx,
  { action, category }: { action: string; category: string },
): Promise<boolean> {
  const ids = await recurred(tx, and(eq(actionRun.action, action), eq(actionRun.category, category)));
  for (const id of ids) await markRecurred(tx, id);
  return ids.length > 0;
}

/** Takes down that an alert on a ticket means an earlier run there did not last. */
export async function noteRecurrence(ctx: Ctx, ticketId: number): Promise<void> {
  const ids = await recurred(ctx, eq(actionRun.ticketId, ticketId));
  if (ids.length === 0) return;
  await withTransaction(ctx, async (tx) => {
    for (const id of ids) await markRecurred(tx, id);
  });
}

async function markRecurred(tx: Ctx, runId: number): Promise<void> {
  const { run } = await lockRun(tx, runId);
  const why = `The alert came back after ${inWords(run.action)} had been verified.`;
  await recordOutcome(tx, run, { isWrong: true, why });
  await tell(tx, run, "recur", why);
}
