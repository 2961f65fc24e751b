/** Shared by every change of a proposal: superseding open ones, and updating the agent's state in the list. */

import { and, eq, gt, inArray, notInArray, or, sql } from "drizzle-orm";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { publishChanges } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { type AgentCause, stateAfter } from "#lib/tickets/agent-state";
import type { LockedTicket } from "#lib/tickets/change";
import { setAgentState } from "#lib/tickets/timeline";
import type { Suggestion, SuggestionKind, SuggestionStatus } from "./model";

/** Triage stands beside the other proposals of a ticket; each of the two lanes has one open proposal at most. */
const besideOthers: SuggestionKind[] = ["triage"];

/** Gives the open proposals in the lanes of `kinds` the status `superseded`; returns their ids. */
export async function supersede(
  tx: Ctx,
  ticketId: number,
  kinds: readonly SuggestionKind[],
): Promise<number[]> {
  if (kinds.length === 0) return [];
  const rows = await tx.db
    .update(suggestion)
    .set({ status: "superseded" })
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open"), or(...kinds.map(laneOf))))
    .returning({ id: suggestion.id });
  return rows.map(({ id }) => id);
}

/**
 * True when a later proposal of the same lane exists, whatever became of it; one about an event that was withdrawn does
 * not count.
 */
export async function hasNewer(tx: Ctx, { id, ticketId, kind }: Suggestion): Promise<boolean> {
  const rows = await tx.db
    .select({ id: suggestion.id })
    .from(suggestion)
    .innerJoin(agentRun, eq(agentRun.id, suggestion.agentRunId))
    .where(
      and(
        eq(suggestion.ticketId, ticketId),
        gt(suggestion.id, id),
        laneOf(kind),
        sql`not exists (
          select from ticket_event as withdrawal where withdrawal.ticket_id = ${ticketId}
          and withdrawal.data->>'withdraws' = ${agentRun.eventId}::text
        )`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** True while a proposal other than triage waits for a decision. */
export async function isCardOpen(tx: Ctx, ticketId: number): Promise<boolean> {
  const open = and(
    eq(suggestion.ticketId, ticketId),
    eq(suggestion.status, "open"),
    notInArray(suggestion.kind, besideOthers),
  );
  return (await tx.db.$count(suggestion, open)) > 0;
}

/** Moves a proposal from one status to another and tells the browsers; false where it is in another by now. */
export async function changeStatus(
  tx: Ctx,
  { ticketId, id }: Pick<Suggestion, "ticketId" | "id">,
  {
    from,
    to,
    ...decided
  }: { from: SuggestionStatus; to: SuggestionStatus; decidedAt?: Date; decidedBy?: string },
): Promise<boolean> {
  const changed = await tx.db
    .update(suggestion)
    .set({ status: to, ...decided })
    .where(and(eq(suggestion.id, id), eq(suggestion.status, from)))
    .returning({ id: suggestion.id });
  if (changed.length > 0) await announce(tx, ticketId, id, to);
  return changed.length > 0;
}

/** Tells the browsers that a proposal changed its status. */
export function announce(
  tx: Ctx,
  ticketId: number,
  suggestionId: number,
  status: SuggestionStatus,
): Promise<void> {
  return announceAll(tx, ticketId, [{ suggestionId, status }]);
}

/** Tells the browsers of several proposals of a ticket at once. */
export function announceAll(
  tx: Ctx,
  ticketId: number,
  changed: { suggestionId: number; status: SuggestionStatus }[],
): Promise<void> {
  return publishChanges(
    tx,
    changed.map((data) => ({ topic: "suggestion", ticketId, data })),
  );
}

/** Lets the list show `proposed` while a proposal of the ticket is open, else what `cause` leaves. */
export async function showAgentState(tx: Ctx, locked: LockedTicket, cause: AgentCause): Promise<void> {
  const [open] = await tx.db
    .select({ found: sql<number>`1` })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, locked.id), eq(suggestion.status, "open")))
    .limit(1);
  await setAgentState(tx, locked, stateAfter(cause, open !== undefined));
}

function laneOf(kind: SuggestionKind) {
  return besideOthers.includes(kind)
    ? inArray(suggestion.kind, besideOthers)
    : notInArray(suggestion.kind, besideOthers);
}
