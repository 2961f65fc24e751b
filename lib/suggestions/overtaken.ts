/** Closes proposals that later events on the ticket made obsolete, and gives them back where such an event is taken back. */

import { and, desc, eq, gte, inArray, ne, sql } from "drizzle-orm";
import { suggestion } from "#db/schema/suggestions";
import type { Ctx } from "#lib/platform/context";
import { suggestionOf } from "#lib/tickets/event";
import { isActive } from "#lib/tickets/model";
import type { TicketReactions } from "#lib/tickets/reactions";
import type { SuggestionStatus } from "./model";
import { announceAll } from "./open-proposals";

/**
 * Proposals nobody took before a reply went out, or before the ticket was finished, are marked unused; one an event names
 * is being decided and left alone, and a triage proposal outlives a reply. True where one still waits.
 */
export const closeAnswered: TicketReactions["closeAnswered"] = async (tx, { ticketId, status, events }) => {
  const open = await tx.db
    .select({ id: suggestion.id, kind: suggestion.kind })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")));
  const taken = new Set(events.map(suggestionOf));
  const waiting = open.filter(({ id }) => !taken.has(id));
  const unused = isActive(status) ? waiting.filter(({ kind }) => kind !== "triage") : waiting;
  const ids = unused.map(({ id }) => id);
  if (ids.length > 0)
    await tx.db.update(suggestion).set({ status: "unused" }).where(inArray(suggestion.id, ids));
  await tell(tx, ticketId, ids, "unused");
  return waiting.length > unused.length;
};

/** The newest proposal of each lane waits again, where an end that was taken back closed it. */
export const reopenUnused: TicketReactions["reopenUnused"] = async (tx, { ticketId, since }) => {
  const isTriage = sql`${suggestion.kind} = 'triage'`;
  const newest = await tx.db
    .selectDistinctOn([isTriage], {
      id: suggestion.id,
      status: suggestion.status,
      upTo: suggestion.upToEventId,
    })
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(isTriage, desc(suggestion.id));
  const back = newest.filter(({ status, upTo }) => status === "unused" && upTo > since).map(({ id }) => id);
  if (back.length > 0)
    await tx.db.update(suggestion).set({ status: "open" }).where(inArray(suggestion.id, back));
  await tell(tx, ticketId, back, "open");
  return back.length > 0;
};

/** Supersedes proposals made after `eventId`, which was withdrawn since: they depend on it. Triage does not. */
export async function supersedeDependent(tx: Ctx, ticketId: number, eventId: number): Promise<void> {
  const dropped = await tx.db
    .update(suggestion)
    .set({ status: "superseded" })
    .where(
      and(
        eq(suggestion.ticketId, ticketId),
        eq(suggestion.status, "open"),
        gte(suggestion.upToEventId, eventId),
        ne(suggestion.kind, "triage"),
      ),
    )
    .returning({ id: suggestion.id });
  const ids = dropped.map(({ id }) => id);
  await tell(tx, ticketId, ids, "superseded");
}

function tell(tx: Ctx, ticketId: number, ids: readonly number[], status: SuggestionStatus): Promise<void> {
  return announceAll(
    tx,
    ticketId,
    ids.map((suggestionId) => ({ suggestionId, status })),
  );
}
