/** What is done with proposals: the agent records its look, the analyst decides, undoes, grades. */
import { and, eq, gt, inArray, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { consideration, suggestion, ticket, ticketEvent } from "#db/schema/index";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { type SilenceReason, silenceReasons } from "#lib/policy/model";
import { type AgentState, activeStatuses, type Ticket } from "#lib/tickets/model";
import { Consideration, ConsiderationInput, Suggestion, type SuggestionStatus } from "./model";

export type Recorded = { consideration: Consideration; suggestion: Suggestion | null; isDuplicate: boolean };

/**
 * Records one look of the agent at a ticket and, when it spoke, its proposal. A second call for the
 * same event returns what the first one wrote. When the conversation moved on after `upToEventId`,
 * or the ticket is no longer worked on, the look is recorded as silence with that reason.
 */
export const recordConsideration = command(
  "machine",
  ConsiderationInput,
  async (tx, input): Promise<Recorded> => {
    const locked = await lockTicket(tx, input.ticketId);
    const earlier = await recorded(tx, input.eventId);
    if (earlier) return earlier;
    const stale = await staleReason(tx, locked, input.upToEventId);
    const spoken = stale ? null : input.suggestion;
    const [look] = await tx.db
      .insert(consideration)
      .values({
        ...input,
        ...(stale && { outcome: "silent" as const, reason: stale, explanation: silenceReasons[stale] }),
        at: tx.now(),
      })
      .returning();
    if (!look) throw new AppError("unavailable", "The consideration was not stored.");
    const proposal = spoken ? await propose(tx, look, input, spoken) : null;
    await setAgentState(tx, locked, look.outcome === "handed_over" ? "handed_over" : "silent");
    await recordAudit(tx, {
      action: "consideration.record",
      entity: "consideration",
      entityId: look.id,
      after: {
        ticketId: look.ticketId,
        eventId: look.eventId,
        outcome: look.outcome,
        reason: look.reason,
        suggestionId: proposal?.id ?? null,
      },
    });
    await publishChange(tx, "consideration", look.ticketId, {
      considerationId: look.id,
      outcome: look.outcome,
    });
    return { consideration: Consideration.parse(look), suggestion: proposal, isDuplicate: false };
  },
);

/**
 * Gives every open proposal of a ticket (except `keep`) the status `superseded` or `unused` and takes
 * the ticket out of "proposal waiting". Returns the ids that were open.
 */
export async function retireOpenSuggestions(
  tx: Ctx,
  ticketId: number,
  status: "superseded" | "unused",
  keep: number | null = null,
): Promise<number[]> {
  const rows = await tx.db
    .update(suggestion)
    .set({ status })
    .where(
      and(
        eq(suggestion.ticketId, ticketId),
        eq(suggestion.status, "open"),
        keep === null ? undefined : ne(suggestion.id, keep),
      ),
    )
    .returning({ id: suggestion.id });
  for (const { id } of rows) await publishChange(tx, "suggestion", ticketId, { suggestionId: id, status });
  return rows.map(({ id }) => id);
}

async function propose(
  tx: Ctx,
  look: typeof consideration.$inferSelect,
  input: z.output<typeof ConsiderationInput>,
  spoken: NonNullable<z.output<typeof ConsiderationInput>["suggestion"]>,
): Promise<Suggestion> {
  await retireOpenSuggestions(tx, look.ticketId, "superseded");
  const [row] = await tx.db
    .insert(suggestion)
    .values({
      ...spoken,
      ticketId: look.ticketId,
      considerationId: look.id,
      propensity: input.gate?.propensity ?? 1,
      pipelineVersion: input.pipelineVersion,
      engine: input.engine,
      model: input.model,
      upToEventId: input.upToEventId,
      createdAt: tx.now(),
    })
    .returning();
  const proposal = Suggestion.parse(row);
  await recordAudit(tx, {
    action: "suggestion.propose",
    entity: "suggestion",
    entityId: proposal.id,
    after: {
      ticketId: proposal.ticketId,
      kind: proposal.kind,
      pipelineVersion: proposal.pipelineVersion,
      model: proposal.model,
      risk: proposal.risk,
      confidence: proposal.confidence,
    },
  });
  await publishChange(tx, "suggestion", proposal.ticketId, {
    suggestionId: proposal.id,
    status: "open" satisfies SuggestionStatus,
  });
  return proposal;
}

/** Why a view that ended at `upTo` no longer fits the ticket, or null when it does. */
async function staleReason(tx: Ctx, locked: LockedTicket, upTo: number): Promise<SilenceReason | null> {
  if (!(activeStatuses as readonly string[]).includes(locked.status)) return "not_active";
  const newer = await tx.db
    .selectDistinct({ kind: ticketEvent.kind })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, locked.id),
        gt(ticketEvent.id, upTo),
        inArray(ticketEvent.kind, ["analyst_reply", "customer_message"]),
      ),
    );
  if (newer.some(({ kind }) => kind === "analyst_reply")) return "analyst_active";
  return newer.length > 0 ? "superseded" : null;
}

async function recorded(tx: Ctx, eventId: number): Promise<Recorded | null> {
  const [look] = await tx.db.select().from(consideration).where(eq(consideration.eventId, eventId));
  if (!look) return null;
  const [row] = await tx.db.select().from(suggestion).where(eq(suggestion.considerationId, look.id));
  return {
    consideration: Consideration.parse(look),
    suggestion: row ? Suggestion.parse(row) : null,
    isDuplicate: true,
  };
}

type LockedTicket = Pick<Ticket, "id" | "status" | "agentState">;

/** Locks the ticket's row: whatever changes proposals of a ticket does so one at a time. */
async function lockTicket(tx: Ctx, ticketId: number): Promise<LockedTicket> {
  const [row] = await tx.db
    .select({ id: ticket.id, status: ticket.status, agentState: ticket.agentState })
    .from(ticket)
    .where(eq(ticket.id, ticketId))
    .for("update");
  if (!row) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  return row;
}

/** Shows `proposed` while a proposal is open, else `otherwise`. */
async function setAgentState(tx: Ctx, locked: LockedTicket, otherwise: AgentState): Promise<void> {
  const [open] = await tx.db
    .select({ found: sql<number>`1` })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, locked.id), eq(suggestion.status, "open")))
    .limit(1);
  await tx.db
    .update(ticket)
    .set({ agentState: open ? "proposed" : otherwise })
    .where(eq(ticket.id, locked.id));
}
