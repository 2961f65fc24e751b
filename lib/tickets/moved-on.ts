/** Whether a conversation has moved on since a given event: the one place that decides it. */
import { type AnyColumn, and, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { type EventKind, movingKinds } from "./model";

type Id = AnyColumn | SQL | number;

/** True for an event that moved the ticket `ticketId` on after the event `seenId`. */
const movesOn = (ticketId: Id, seenId: Id) =>
  and(
    eq(ticketEvent.ticketId, ticketId),
    gt(ticketEvent.id, seenId),
    inArray(ticketEvent.kind, [...movingKinds]),
  );

/** The same as a condition of a statement over many tickets: whether any event did. */
export function hasMovedOn(ticketId: SQL, seenId: SQL): SQL<boolean> {
  return sql<boolean>`exists (select from ${ticketEvent} where ${movesOn(ticketId, seenId)})`;
}

/** The kinds of what moved a conversation on after the event `seenId`, each once; none where it stands as it was seen. */
export async function movesSince(ctx: Ctx, ticketId: number, seenId: number): Promise<EventKind[]> {
  const rows = await ctx.db
    .selectDistinct({ kind: ticketEvent.kind })
    .from(ticketEvent)
    .where(movesOn(ticketId, seenId));
  return rows.map(({ kind }) => kind);
}
