/** What runs came to, as evidence: each run is one piece, once; the first wrong one ends autonomy in the same transaction. */
import { and, eq, isNull } from "drizzle-orm";
import { actionCertificate, actionOutcome } from "#db/schema/remediation";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import type { RunRow } from "../runs/rows";

/** How long trouble has to come back before a run counts as right, in hours. */
export const recurrenceHours = 24;

/** Keeps what a run came to. A right one may turn out wrong later; a wrong one stays wrong, and none counts twice. */
export async function recordOutcome(
  tx: Ctx,
  { id: runId, action, category }: Pick<RunRow, "id" | "action" | "category">,
  { isWrong, why }: { isWrong: boolean; why: string },
): Promise<void> {
  const at = tx.now();
  const settlesAt = isWrong ? at : new Date(at.getTime() + recurrenceHours * 3_600_000);
  const row = { runId, action, category, isWrong, why, at, settlesAt };
  const wrong = { isWrong, why, settlesAt };
  const insertion = tx.db.insert(actionOutcome).values(row);
  if (!isWrong) return void (await insertion.onConflictDoNothing());
  await insertion.onConflictDoUpdate({
    target: actionOutcome.runId,
    set: wrong,
    setWhere: eq(actionOutcome.isWrong, false),
  });
  await endAutonomy(tx, { action, category }, why);
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
