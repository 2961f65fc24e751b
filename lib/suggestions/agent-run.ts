/** One agent run on a ticket: recorded once, with its proposal when the conversation has not moved on. */

import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { z } from "zod";
import { insertRows } from "#db/json";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { type AuditEntry, recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { clearDraft } from "#lib/platform/live-draft";
import { type AbstainReason, abstainReasons } from "#lib/policy/model";
import { activeEvents, openAsks } from "#lib/tickets/active-events";
import { stateAfter } from "#lib/tickets/agent-state";
import type { LockedTicket } from "#lib/tickets/change";
import { lockTicket } from "#lib/tickets/lock";
import { type EventKind, isActive } from "#lib/tickets/model";
import { movesSince } from "#lib/tickets/moved-on";
import { timeline } from "#lib/tickets/queries";
import { setAgentState } from "#lib/tickets/timeline";
import { cautionsOf } from "./cautions";
import { isCurrent } from "./current-run";
import { byReference, stepsByReference } from "./evidence";
import type { AgentRunInput } from "./inputs";
import { Suggestion } from "./model";
import { announceAll, showAgentState, supersede } from "./open-proposals";
import { cautionsOn, type Evidence, type ProposalContent, withSteps } from "./step";
import { suggestionOfRow } from "./stored";

export type RecordedRun = {
  /** The whole row: with the draft and the candidates, which the desk never reads. */
  agentRun: AgentRunRow;
  suggestion: Suggestion | null;
  triage: Suggestion | null;
  isDuplicate: boolean;
};

type AgentRunRow = typeof agentRun.$inferSelect;
type ParsedRun = z.output<typeof AgentRunInput>;

/**
 * Writes the run down and, when it still fits the ticket, its proposals; an earlier run of the step wins. What revises a run
 * that no longer stands is dropped.
 * What does not wait for another's answer is sent together: the row of the ticket is locked meanwhile.
 */
export async function recordRun(tx: Ctx, given: ParsedRun): Promise<RecordedRun> {
  const input = asKept(given);
  const [locked, newer] = await Promise.all([lockTicket(tx, input.ticketId), newerKinds(tx, input)]);
  const stale = staleReason(locked, newer);
  if (input.revises !== null && (stale || !(await isCurrent(tx, { ...input, id: input.revises }))))
    return recordedRun(tx, input.eventId);
  const run = await insertRun(tx, input, stale);
  if (!run) return recordedRun(tx, input.eventId);
  const shown = stale ? [] : [input.suggestion, input.triage].filter((one) => one !== null);
  const { id, ticketId, eventId, outcome, reason } = run;
  const kinds = shown.map(({ kind }) => kind);
  const clearsProposals = input.clearsProposals && !stale;
  // In this order: open proposals are superseded before the new ones are written.
  const [superseded, proposals] = await Promise.all([
    supersede(tx, ticketId, clearsProposals ? [...kinds, "reply"] : kinds),
    insertProposals(tx, run, input, shown),
    shown.length > 0
      ? setAgentState(tx, locked, stateAfter(outcome, true))
      : showAgentState(tx, locked, outcome),
    input.clearsDraft && clearDraft(tx, ticketId),
  ]);
  await recordAudit(tx, ...proposals.map(auditOf), {
    action: "agent_run.record",
    entity: "agent_run",
    entityId: id,
    after: { ticketId, eventId, outcome, reason },
  });
  await announceAll(tx, ticketId, [
    ...superseded.map((suggestionId) => ({ suggestionId, status: "superseded" as const })),
    ...proposals.map((proposal) => ({ suggestionId: proposal.id, status: "open" as const })),
  ]);
  await publishChange(tx, "agent_run", ticketId, { agentRunId: id, outcome });
  return {
    agentRun: run,
    suggestion: (input.suggestion && proposals[0]) ?? null,
    triage: (input.triage && proposals.at(-1)) ?? null,
    isDuplicate: false,
  };
}

/** Text of other tickets is not copied onto this one; a proposal with cautions is never certified. */
function asKept(input: ParsedRun): ParsedRun {
  const kept = <Words extends ProposalContent & { text: string; evidence: Evidence[] }>(
    words: Words,
  ): Words => withCautions(stepsByReference({ ...words, evidence: byReference(words.evidence) }));
  const { draft, triage } = input;
  const suggestion = input.suggestion && kept(input.suggestion);
  return {
    ...input,
    draft: draft && kept(draft),
    suggestion: suggestion && {
      ...suggestion,
      certified: suggestion.certified && cautionsOn(suggestion).length === 0,
    },
    triage: triage && { ...triage, evidence: byReference(triage.evidence) },
  };
}

function withCautions<Words extends ProposalContent & { text: string }>(words: Words): Words {
  const cautions = cautionsOf(words.text);
  const marked = withSteps(words, (step) => {
    const own = cautionsOf(step.text);
    return own.length > 0 ? { ...step, cautions: own } : step;
  });
  return cautions.length > 0 && marked.kind !== "triage"
    ? { ...marked, payload: { ...marked.payload, cautions } }
    : marked;
}

/** What is said of a run, and is not when it is made. */
const ungraded = {
  grade: null,
  gradeNote: null,
  expected: null,
  gradedBy: null,
  gradedAt: null,
} satisfies Partial<AgentRunRow>;

/** What a run knows; what was said of it stays. */
const known = Object.entries(getTableColumns(agentRun)).filter(
  ([key]) => key !== "id" && !Object.hasOwn(ungraded, key),
);
const asKnown = sql.raw(known.map(([, { name }]) => `"${name}" = excluded."${name}"`).join(", "));

/** Null when the event was considered before; a card that waited for a better hour is considered again. */
async function insertRun(
  tx: Ctx,
  input: ParsedRun,
  stale: AbstainReason | null,
): Promise<AgentRunRow | null> {
  const {
    suggestion: _,
    triage: __,
    upToEventId: ___,
    clearsProposals: ____,
    clearsDraft: _____,
    ...seen
  } = input;
  const row = {
    ...seen,
    ...(stale && { outcome: "abstained" as const, reason: stale, explanation: abstainReasons[stale] }),
    at: tx.now(),
  };
  const [made] = await tx.db.execute<{ id: number }>(
    insertRows(
      agentRun,
      [row],
      input.revises === null
        ? sql`on conflict (event_id) where revises is null
            do update set ${asKnown} where ${agentRun.reason} = 'attention' returning id::float8 as id`
        : sql`on conflict (revises) do nothing returning id::float8 as id`,
    ),
  );
  return made ? { ...row, ...ungraded, id: made.id } : null;
}

async function insertProposals(
  tx: Ctx,
  run: AgentRunRow,
  input: ParsedRun,
  shown: NonNullable<ParsedRun["suggestion"]>[],
): Promise<Suggestion[]> {
  if (shown.length === 0) return [];
  const { pipelineVersion, engine, model, upToEventId } = input;
  const rows = shown.map((one) => ({
    ...one,
    ticketId: run.ticketId,
    agentRunId: run.id,
    // Triage does not pass the gate; the gate's propensity belongs to the card it scored.
    propensity: one.kind === "triage" ? 1 : (input.gate?.propensity ?? 1),
    pipelineVersion,
    engine,
    model,
    upToEventId,
    createdAt: tx.now(),
  }));
  const made = await tx.db.execute<Pick<Suggestion, "id" | "confidence" | "propensity">>(
    insertRows(suggestion, rows, sql`returning id::float8 as id, confidence, propensity`),
  );
  const untouched = { status: "open", decidedAt: null, decidedBy: null };
  return rows.map((row, place) => Suggestion.parse({ ...row, ...untouched, ...made[place] }));
}

function auditOf({ id, ticketId, kind, pipelineVersion, model, risk, confidence }: Suggestion): AuditEntry {
  return {
    action: "suggestion.propose",
    entity: "suggestion",
    entityId: id,
    after: { ticketId, kind, pipelineVersion, model, risk, confidence },
  };
}

/** What happened on the ticket after the view a run was made from; a reply that leaves something open changes nothing. */
async function newerKinds(tx: Ctx, { ticketId, upToEventId }: ParsedRun): Promise<EventKind[]> {
  const kinds = await movesSince(tx, ticketId, upToEventId);
  if (!kinds.includes("analyst_reply")) return kinds;
  const isOpen = openAsks(activeEvents(await timeline(tx, ticketId))).length > 0;
  return isOpen ? kinds.filter((kind) => kind !== "analyst_reply") : kinds;
}

/** Why a view no longer fits the ticket, or null when it does. */
function staleReason(locked: LockedTicket, newer: EventKind[]): AbstainReason | null {
  if (!isActive(locked.status)) return "not_active";
  if (newer.includes("analyst_reply")) return "analyst_active";
  return newer.length > 0 ? "superseded" : null;
}

/** What an earlier run of the same step wrote. */
async function recordedRun(tx: Ctx, eventId: number): Promise<RecordedRun> {
  const [run] = await tx.db
    .select()
    .from(agentRun)
    .where(eq(agentRun.eventId, eventId))
    .orderBy(desc(agentRun.id))
    .limit(1);
  if (!run) throw new AppError("unavailable", "The agent run was not stored.");
  const rows = await tx.db.select().from(suggestion).where(eq(suggestion.agentRunId, run.id));
  const proposals = rows.map(suggestionOfRow);
  return {
    agentRun: run,
    suggestion: proposals.find(({ kind }) => kind !== "triage") ?? null,
    triage: proposals.find(({ kind }) => kind === "triage") ?? null,
    isDuplicate: true,
  };
}
