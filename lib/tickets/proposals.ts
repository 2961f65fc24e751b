/** What a ticket's own course does to the proposals standing on it. */
import { and, eq, gte, inArray, ne } from "drizzle-orm";
import { suggestion } from "#db/schema/index";
import { publishChanges } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import type { WrittenEvent } from "./change";
import { type AgentState, isActive, type TicketStatus } from "./model";

/**
 * Proposals nobody took before a reply went out, or before the ticket was finished, are marked unused;
 * one an event names is being decided and left alone, and a triage proposal outlives a reply. Returns
 * what the list is to show of the agent.
 */
export async function dropAnswered(
  tx: Ctx,
  ticketId: number,
  status: TicketStatus,
  events: WrittenEvent[],
): Promise<AgentState> {
  const open = await tx.db
    .select({ id: suggestion.id, kind: suggestion.kind })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")));
  const taken = new Set(events.map(({ data }) => data.suggestionId));
  const standing = open.filter(({ id }) => !taken.has(id));
  const unused = isActive(status) ? standing.filter(({ kind }) => kind !== "triage") : standing;
  const ids = unused.map(({ id }) => id);
  if (ids.length > 0)
    await tx.db.update(suggestion).set({ status: "unused" }).where(inArray(suggestion.id, ids));
  await announce(tx, ticketId, ids, "unused");
  return standing.length > unused.length ? "proposed" : "none";
}

/** Proposals made after `eventId`, which was taken back since, rest on what is discarded; triage does not. */
export async function dropResting(tx: Ctx, ticketId: number, eventId: number): Promise<void> {
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
  await announce(
    tx,
    ticketId,
    dropped.map(({ id }) => id),
    "superseded",
  );
}

function announce(tx: Ctx, ticketId: number, ids: number[], status: "unused" | "superseded"): Promise<void> {
  return publishChanges(
    tx,
    ids.map((suggestionId) => ({ topic: "suggestion", ticketId, data: { suggestionId, status } })),
  );
}
