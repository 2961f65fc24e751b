/** What a promise to a customer that was not kept brings with it, beside the event on its ticket. The one place that would page somebody. */
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import type { LockedTicket } from "./change";
import type { DueReason } from "./model";

/** Notes that a clock ran out, or a commitment was broken, at `at`; in the transaction that found it. */
export async function noteBreach(
  tx: Ctx,
  row: LockedTicket,
  { reason, at }: { reason: DueReason; at: Date },
): Promise<void> {
  await recordAudit(tx, {
    action: "sla.breach",
    entity: "ticket",
    entityId: row.id,
    after: { reason, dueAt: at, priority: row.priority, queueId: row.queueId },
  });
}
