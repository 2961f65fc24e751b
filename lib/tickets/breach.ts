/** What a breached clock or broken commitment triggers, beside the event on its ticket. */
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import type { LockedTicket } from "./change";
import type { DueReason } from "./model";

/** A clock that ran out, or a promise that was broken; `words` say which. */
export type Breach = { ticketId: number; at: Date; words: string };

/** Who is told of a breach, in the transaction that found it: whoever is on call, where a rule wants that. */
export type TellBreach = (tx: Ctx, breach: Breach) => Promise<void>;

/** Notes that a clock ran out, or a commitment was broken, at `at`; in the transaction that found it. */
export async function noteBreach(
  tx: Ctx,
  row: LockedTicket,
  { reason, at, words }: { reason: DueReason; at: Date; words: string },
  tell: TellBreach,
): Promise<void> {
  await recordAudit(tx, {
    action: "sla.breach",
    entity: "ticket",
    entityId: row.id,
    after: { reason, dueAt: at, priority: row.priority, queueId: row.queueId },
  });
  await tell(tx, { ticketId: row.id, at, words });
}
