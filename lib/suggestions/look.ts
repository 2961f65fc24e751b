/** One look of the agent at a ticket: recorded once, with its proposal when the conversation has not moved on. */
import { and, eq, gt, inArray } from "drizzle-orm";
import type { z } from "zod";
import { consideration, suggestion, ticketEvent } from "#db/schema/index";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { clearDraft } from "#lib/platform/live-draft";
import { type SilenceReason, silenceReasons } from "#lib/policy/model";
import { type EventKind, isActive } from "#lib/tickets/model";
import { type LockedTicket, lockTicket, setAgentState } from "#lib/tickets/timeline";
import { type ConsiderationInput, Suggestion } from "./model";
import { announceAll, showAgentState, supersede } from "./standing";

export type Recorded = {
  /** The whole row: with the draft and the candidates, which the desk never reads. */
  consideration: Look;
  suggestion: Suggestion | null;
  triage: Suggestion | null;
  isDuplicate: boolean;
};

type Look = typeof consideration.$inferSelect;
type ParsedLook = z.output<typeof ConsiderationInput>;

/**
 * Writes the look down and, when it still fits the ticket, its proposals; an earlier run of the step wins.
 * What does not wait for another's answer is sent together: the row of the ticket is locked meanwhile.
 */
export async function recordLook(tx: Ctx, input: ParsedLook): Promise<Recorded> {
  const [locked, earlier, newer] = await Promise.all([
    lockTicket(tx, input.ticketId),
    recorded(tx, input.eventId),
    newerKinds(tx, input),
  ]);
  if (earlier) return earlier;
  const stale = staleReason(locked, newer);
  const spoken = stale ? [] : [input.suggestion, input.triage].filter((one) => one !== null);
  const [look, superseded] = await Promise.all([
    insertLook(tx, input, stale),
    supersede(
      tx,
      input.ticketId,
      spoken.map(({ kind }) => kind),
    ),
  ]);
  const proposals = await insertProposals(tx, look, input, spoken);
  const { id, ticketId, eventId, outcome, reason } = look;
  const otherwise = outcome === "handed_over" ? "handed_over" : "silent";
  await Promise.all([
    proposals.length > 0 ? setAgentState(tx, locked, "proposed") : showAgentState(tx, locked, otherwise),
    clearDraft(tx, ticketId),
    recordAudit(tx, ...proposals.map(auditOf), {
      action: "consideration.record",
      entity: "consideration",
      entityId: id,
      after: { ticketId, eventId, outcome, reason },
    }),
    announceAll(tx, ticketId, [
      ...superseded.map((suggestionId) => ({ suggestionId, status: "superseded" as const })),
      ...proposals.map((proposal) => ({ suggestionId: proposal.id, status: "open" as const })),
    ]),
    publishChange(tx, "consideration", ticketId, { considerationId: id, outcome }),
  ]);
  return {
    consideration: look,
    suggestion: (input.suggestion && proposals[0]) ?? null,
    triage: (input.triage && proposals.at(-1)) ?? null,
    isDuplicate: false,
  };
}

async function insertLook(tx: Ctx, input: ParsedLook, stale: SilenceReason | null): Promise<Look> {
  const [look] = await tx.db
    .insert(consideration)
    .values({
      ...input,
      ...(stale && { outcome: "silent" as const, reason: stale, explanation: silenceReasons[stale] }),
      at: tx.now(),
    })
    .returning();
  if (!look) throw new AppError("unavailable", "The consideration was not stored.");
  return look;
}

async function insertProposals(
  tx: Ctx,
  look: Look,
  input: ParsedLook,
  spoken: NonNullable<ParsedLook["suggestion"]>[],
): Promise<Suggestion[]> {
  if (spoken.length === 0) return [];
  const common = {
    ticketId: look.ticketId,
    considerationId: look.id,
    pipelineVersion: input.pipelineVersion,
    engine: input.engine,
    model: input.model,
    upToEventId: input.upToEventId,
    createdAt: tx.now(),
  };
  const rows = await tx.db
    .insert(suggestion)
    // Triage speaks by rule; the gate's chance is that of the card it weighed.
    .values(
      spoken.map((one) => ({
        ...one,
        ...common,
        propensity: one.kind === "triage" ? 1 : (input.gate?.propensity ?? 1),
      })),
    )
    .returning();
  return rows.map((row) => Suggestion.parse(row));
}

function auditOf({ id, ticketId, kind, pipelineVersion, model, risk, confidence }: Suggestion): AuditEntry {
  return {
    action: "suggestion.propose",
    entity: "suggestion",
    entityId: id,
    after: { ticketId, kind, pipelineVersion, model, risk, confidence },
  };
}

/** Events after which a draft made before them answers the wrong thing. */
const movesOn: EventKind[] = ["analyst_reply", "customer_message", "alert_firing", "alert_resolved"];

/** What happened on the ticket after the view a look was made from. */
async function newerKinds(tx: Ctx, { ticketId, upToEventId }: ParsedLook): Promise<EventKind[]> {
  const rows = await tx.db
    .selectDistinct({ kind: ticketEvent.kind })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, ticketId),
        gt(ticketEvent.id, upToEventId),
        inArray(ticketEvent.kind, movesOn),
      ),
    );
  return rows.map(({ kind }) => kind);
}

/** Why a view no longer fits the ticket, or null when it does. */
function staleReason(locked: LockedTicket, newer: EventKind[]): SilenceReason | null {
  if (!isActive(locked.status)) return "not_active";
  if (newer.includes("analyst_reply")) return "analyst_active";
  return newer.length > 0 ? "superseded" : null;
}

/** What an earlier run of the same step wrote, or null. */
async function recorded(tx: Ctx, eventId: number): Promise<Recorded | null> {
  const [look] = await tx.db.select().from(consideration).where(eq(consideration.eventId, eventId));
  if (!look) return null;
  const rows = await tx.db.select().from(suggestion).where(eq(suggestion.considerationId, look.id));
  const proposals = rows.map((row) => Suggestion.parse(row));
  return {
    consideration: look,
    suggestion: proposals.find(({ kind }) => kind !== "triage") ?? null,
    triage: proposals.find(({ kind }) => kind === "triage") ?? null,
    isDuplicate: true,
  };
}
