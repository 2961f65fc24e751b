/** What a clock or commitment that is due soon, or was not kept, triggers beside its mark in the list or its event. */
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import type { LockedTicket } from "./change";
import type { DueReason } from "./model";

/** A clock that ran out or soon will, or a promise; `words` say which. `at`: when it was, or is, due. */
export type Due = { ticketId: number; at: Date; words: string; isSoon: boolean };

/** Who is told, in the transaction that found it: whoever is on call, where a rule wants that. */
export type TellDue = (tx: Ctx, due: Due) => Promise<void>;

/** Notes that a clock ran out, or a commitment was broken, at `at`; in the transaction that found it. */
export async function noteBreach(
  tx: Ctx,
  row: LockedTicket,
  { reason, at, words }: { reason: DueReason; at: Date; words: string },
  tell: TellDue,
): Promise<void> {
  await recordAudit(tx, {
    action: "sla.breach",
    entity: "ticket",
    entityId: row.id,
    after: { reason, dueAt: at, priority: row.priority, queueId: row.queueId },
  });
  await tell(tx, { ticketId: row.id, at, words, isSoon: false });
}
