/** Optimistic concurrency: refuses a reply past events its author has not seen, and a change of what somebody else has changed. */
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { LockedTicket } from "./change";
import type { EventKind, TriageFields } from "./model";
import { timeline } from "./queries";
import { unseenSince } from "./rules";

/**
 * Throws `unseen` when somebody else wrote on the ticket after `seenEventId`, or an alert changed. Without a
 * `seenEventId` nothing is asked. The caller holds the ticket, so that nothing comes in between.
 */
export async function refuseUnseen(
  tx: Ctx,
  ticketId: number,
  seenEventId: number | undefined,
): Promise<void> {
  if (seenEventId === undefined) return;
  const unseen = unseenSince(await timeline(tx, ticketId), seenEventId, tx.actor.id);
  const [first] = unseen;
  if (!first) return;
  throw new AppError("unseen", `${first.actorName || "The customer"} ${verb(first.kind)} meanwhile.`, {
    eventIds: unseen.map(({ id }) => id),
  });
}

/**
 * Throws `conflict` when a field that is to be set stands no longer as it was seen, nor as it is wanted. Without `seen` nothing
 * is asked.
 */
export function refuseChanged(before: LockedTicket, seen: Seen = {}, wanted: Seen): void {
  for (const field of Object.keys(changedWords) as (keyof Seen)[]) {
    if (wanted[field] === undefined || wanted[field] === before[field]) continue;
    if (seen[field] !== undefined && seen[field] !== before[field])
      throw new AppError("conflict", `${changedWords[field]} meanwhile. What stands there now was kept.`);
  }
}

type Seen = TriageFields & { assigneeId?: string | null };

const changedWords = {
  assigneeId: "Somebody else changed the assignee",
  queueId: "Somebody else changed the queue",
  category: "Somebody else changed the category",
  service: "Somebody else changed the service",
  priority: "Somebody else changed the priority",
} as const satisfies Record<keyof Seen, string>;

function verb(kind: EventKind): string {
  if (kind === "analyst_reply") return "replied";
  if (kind === "message_deleted") return "deleted a message";
  return kind === "customer_message" ? "wrote" : "reported a change";
}
