/** Optimistic concurrency for replies: refuses one sent past events its author has not seen. */
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { EventKind } from "./model";
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

function verb(kind: EventKind): string {
  if (kind === "analyst_reply") return "replied";
  if (kind === "message_deleted") return "deleted a message";
  return kind === "customer_message" ? "wrote" : "reported a change";
}
