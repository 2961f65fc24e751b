/** What every change of a proposal shares: replacing what is open, and what the list shows of it. */
import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import { suggestion } from "#db/schema/index";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import type { AgentState } from "#lib/tickets/model";
import { type LockedTicket, setAgentState } from "#lib/tickets/timeline";
import type { SuggestionKind, SuggestionStatus } from "./model";

/** Triage stands beside the other proposals of a ticket; each of the two lanes has one open proposal at most. */
const besideOthers: SuggestionKind[] = ["triage"];

/** Gives the open proposals in the lane of `kind` the status `superseded`. */
export async function supersede(tx: Ctx, ticketId: number, kind: SuggestionKind): Promise<void> {
  const lane = besideOthers.includes(kind)
    ? inArray(suggestion.kind, besideOthers)
    : notInArray(suggestion.kind, besideOthers);
  const rows = await tx.db
    .update(suggestion)
    .set({ status: "superseded" })
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open"), lane))
    .returning({ id: suggestion.id });
  for (const { id } of rows) await announce(tx, ticketId, id, "superseded");
}

/** Tells the browsers that a proposal changed its status. */
export function announce(
  tx: Ctx,
  ticketId: number,
  suggestionId: number,
  status: SuggestionStatus,
): Promise<void> {
  return publishChange(tx, "suggestion", ticketId, { suggestionId, status });
}

/** Lets the list show `proposed` while a proposal of the ticket is open, else `otherwise`. */
export async function showAgentState(tx: Ctx, locked: LockedTicket, otherwise: AgentState): Promise<void> {
  const [open] = await tx.db
    .select({ found: sql<number>`1` })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, locked.id), eq(suggestion.status, "open")))
    .limit(1);
  await setAgentState(tx, locked, open ? "proposed" : otherwise);
}
