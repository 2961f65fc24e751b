/** One look of the agent at a ticket: recorded once, with its proposal when the conversation has not moved on. */
import { and, eq, gt, inArray } from "drizzle-orm";
import type { z } from "zod";
import { consideration, suggestion, ticketEvent } from "#db/schema/index";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { clearDraft } from "#lib/platform/live-draft";
import { type SilenceReason, silenceReasons } from "#lib/policy/model";
import { type EventKind, isActive } from "#lib/tickets/model";
import { type LockedTicket, lockTicket } from "#lib/tickets/timeline";
import { Consideration, type ConsiderationInput, Suggestion } from "./model";
import { announce, showAgentState, supersede } from "./standing";

export type Recorded = {
  consideration: Consideration;
  suggestion: Suggestion | null;
  triage: Suggestion | null;
  isDuplicate: boolean;
};

type Look = typeof consideration.$inferSelect;
type ParsedLook = z.output<typeof ConsiderationInput>;

/** Writes the look down and, when it still fits the ticket, its proposals; an earlier run of the step wins. */
export async function recordLook(tx: Ctx, input: ParsedLook): Promise<Recorded> {
  const locked = await lockTicket(tx, input.ticketId);
  const earlier = await recorded(tx, input.eventId);
  if (earlier) return earlier;
  const stale = await staleReason(tx, locked, input.upToEventId);
  const [look] = await tx.db
    .insert(consideration)
    .values({
      ...input,
      ...(stale && { outcome: "silent" as const, reason: stale, explanation: silenceReasons[stale] }),
      at: tx.now(),
    })
    .returning();
  if (!look) throw new AppError("unavailable", "The consideration was not stored.");
  const proposal = stale ? null : await propose(tx, look, input, input.suggestion);
  const triage = stale ? null : await propose(tx, look, input, input.triage);
  await showAgentState(tx, locked, look.outcome === "handed_over" ? "handed_over" : "silent");
  await clearDraft(tx, look.ticketId);
  const { outcome, reason } = look;
  await recordAudit(tx, {
    action: "consideration.record",
    entity: "consideration",
    entityId: look.id,
    after: { ticketId: look.ticketId, eventId: look.eventId, outcome, reason },
  });
  await publishChange(tx, "consideration", look.ticketId, { considerationId: look.id, outcome });
  return { consideration: Consideration.parse(look), suggestion: proposal, triage, isDuplicate: false };
}

async function propose(
  tx: Ctx,
  look: Look,
  input: ParsedLook,
  spoken: ParsedLook["suggestion"],
): Promise<Suggestion | null> {
  if (!spoken) return null;
  await supersede(tx, look.ticketId, spoken.kind);
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
  const { id, ticketId, kind, pipelineVersion, model, risk, confidence } = proposal;
  await recordAudit(tx, {
    action: "suggestion.propose",
    entity: "suggestion",
    entityId: id,
    after: { ticketId, kind, pipelineVersion, model, risk, confidence },
  });
  await announce(tx, ticketId, id, "open");
  return proposal;
}

/** Events after which a draft made before them answers the wrong thing. */
const movesOn: EventKind[] = ["analyst_reply", "customer_message", "alert_firing", "alert_resolved"];

/** Why a view that ended at `upTo` no longer fits the ticket, or null when it does. */
async function staleReason(tx: Ctx, locked: LockedTicket, upTo: number): Promise<SilenceReason | null> {
  if (!isActive(locked.status)) return "not_active";
  const newer = await tx.db
    .selectDistinct({ kind: ticketEvent.kind })
    .from(ticketEvent)
    .where(
      and(eq(ticketEvent.ticketId, locked.id), gt(ticketEvent.id, upTo), inArray(ticketEvent.kind, movesOn)),
    );
  if (newer.some(({ kind }) => kind === "analyst_reply")) return "analyst_active";
  return newer.length > 0 ? "superseded" : null;
}

/** What an earlier run of the same step wrote, or null. */
async function recorded(tx: Ctx, eventId: number): Promise<Recorded | null> {
  const [look] = await tx.db.select().from(consideration).where(eq(consideration.eventId, eventId));
  if (!look) return null;
  const rows = await tx.db.select().from(suggestion).where(eq(suggestion.considerationId, look.id));
  const proposals = rows.map((row) => Suggestion.parse(row));
  return {
    consideration: Consideration.parse(look),
    suggestion: proposals.find(({ kind }) => kind !== "triage") ?? null,
    triage: proposals.find(({ kind }) => kind === "triage") ?? null,
    isDuplicate: true,
  };
}
