/** Whether a conversation has moved on since a given event: the one place that decides it. */
import { and, eq, gt, inArray } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { type EventKind, movingKinds } from "./model";

/** The kinds of what moved a conversation on after the event `seenId`, each once; none where it stands as it was seen. */
export async function movesSince(ctx: Ctx, ticketId: number, seenId: number): Promise<EventKind[]> {
  const rows = await ctx.db
    .selectDistinct({ kind: ticketEvent.kind })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, ticketId),
        gt(ticketEvent.id, seenId),
        inArray(ticketEvent.kind, [...movingKinds]),
      ),
    );
  return rows.map(({ kind }) => kind);
}
