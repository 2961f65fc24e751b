/** What runs came to, as evidence: each run is one piece, once; the first wrong one ends autonomy in the same transaction. */
import { and, eq, gte, isNull, ne } from "drizzle-orm";
import { actionCertificate, actionOutcome, actionRun } from "#db/schema/remediation";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import type { RunRow } from "../runs/rows";

type Outcome = Pick<RunRow, "id" | "action" | "category" | "ticketId" | "executedAt">;

/** How long trouble has to come back before a run counts as right, in hours. */
export const recurrenceHours = 24;

/**
 * Keeps what a run came to. A right one may turn out wrong later; a wrong one stays wrong, and none counts twice: nor does
 * one cure that two runs on a ticket waited for.
 */
export async function recordOutcome(
  tx: Ctx,
  { id: runId, action, category, ticketId, executedAt }: Outcome,
  { isWrong, why }: { isWrong: boolean; why: string },
): Promise<void> {
  const at = tx.now();
  const settlesAt = isWrong ? at : new Date(at.getTime() + recurrenceHours * 3_600_000);
  const row = { runId, action, category, isWrong, why, at, settlesAt };
  const wrong = { isWrong, why, settlesAt };
  const insertion = tx.db.insert(actionOutcome).values(row);
  if (!isWrong) {
    if (!(await isCounted(tx, { runId, action, ticketId, executedAt })))
      await insertion.onConflictDoNothing();
    return;
  }
  await insertion.onConflictDoUpdate({
    target: actionOutcome.runId,
    set: wrong,
    setWhere: eq(actionOutcome.isWrong, false),
  });
  await endAutonomy(tx, { action, category }, why);
}

/** True where another run of the action on the ticket was taken for right after this one had begun: one cure, not two. */
async function isCounted(
  tx: Ctx,
  {
    runId,
    action,
    ticketId,
    executedAt,
  }: Pick<Outcome, "action" | "ticketId" | "executedAt"> & { runId: number },
): Promise<boolean> {
  if (executedAt === null) return false;
  const [other] = await tx.db
    .select({ id: actionRun.id })
    .from(actionRun)
    .innerJoin(actionOutcome, and(eq(actionOutcome.runId, actionRun.id), eq(actionOutcome.isWrong, false)))
    .where(
      and(
        eq(actionRun.ticketId, ticketId),
        eq(actionRun.action, action),
        ne(actionRun.id, runId),
        gte(actionRun.verifiedAt, executedAt),
      ),
    )
    .limit(1);
  return other !== undefined;
}

/** Ends what an action had earned on tickets of a category; nothing where it had earned nothing. */
export async function endAutonomy(
  tx: Ctx,
  { action, category }: { action: string; category: string },
  why: string,
): Promise<void> {
  const ended = await tx.db
    .update(actionCertificate)
    .set({ endedAt: tx.now(), endedBecause: why })
    .where(
      and(
        eq(actionCertificate.action, action),
        eq(actionCertificate.category, category),
        isNull(actionCertificate.endedAt),
      ),
    )
    .returning();
  for (const { id } of ended)
    await recordAudit(tx, {
      action: "action.demote",
      entity: "action",
      entityId: action,
      after: { certificateId: id, category, why },
    });
  if (ended.length > 0) await publishChange(tx, "setting", null, { entity: "action", id: action });
}
