/** The decision on a proposal and its undo: decision, label, effect, audit and what is to be learned in one transaction. */
import { eq, sql } from "drizzle-orm";
import { agentRun, decision, label, suggestion } from "#db/schema/suggestions";
import { queue, user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import { lockTicket, lockWhere } from "#lib/tickets/lock";
import type { TriageFields } from "#lib/tickets/model";
import { undoSeconds } from "#lib/tickets/rules";
import { appendEvent } from "#lib/tickets/timeline";
import { refuseUnseen } from "#lib/tickets/unseen";
import { type ApprovedCall, applyDecision, revertDecision } from "./effects";
import { labelOf } from "./label";
import { type DecideInput, Decision, type Suggestion } from "./model";
import { announce, hasNewer, showAgentState } from "./open-proposals";
import { suggestionById, textSource } from "./queries";
import { triageWords } from "./triage-words";
import { resolveDecision, statusAfter, stepOf } from "./verdict";

/** Decides within the caller's transaction; every row of it carries one instant. `approved`: the run of an action. */
export async function decideOnce(
  outer: Ctx,
  input: DecideInput,
  approved: ApprovedCall | null = null,
): Promise<Decision> {
  const tx = atOneInstant(outer);
  const id = requirePerson(tx, input.suggestionId);
  const itsTicket = sql`${ticket.id} = (select ticket_id from suggestion where id = ${id})`;
  const locked = await lockWhere(tx, itsTicket, `There is no proposal ${id}.`);
  const ticketId = locked.id;
  const [repeated, proposal] = await Promise.all([decisionByMutation(tx, input), suggestionById(tx, id)]);
  if (repeated) return repeated;
  await refuseDecided(tx, proposal);
  await refuseUnseen(tx, ticketId, input.seenEventId);
  const resolved = resolveDecision(proposal, input);
  const status = statusAfter[resolved.verdict];
  await tx.db
    .update(suggestion)
    .set({ status, decidedAt: tx.now(), decidedBy: tx.actor.id })
    .where(eq(suggestion.id, proposal.id));
  const eventId = await applyDecision(tx, proposal, resolved, {
    recipient: input.recipient,
    approved,
    timeZone: input.timeZone,
    seen: input.seen,
  });
  if (input.isSuspicious && resolved.verdict === "reject") await tellSuspicion(tx, ticketId, proposal);
  const { triage, ...recorded } = resolved;
  const finalText =
    resolved.verdict === "edit" && triage ? await triageSentence(tx, triage) : resolved.finalText;
  const [row] = await tx.db
    .insert(decision)
    .values({
      ...recorded,
      finalText,
      suggestionId: proposal.id,
      ticketId,
      note: input.note ?? "",
      eventId,
      mutationId: input.mutationId,
      decidedBy: tx.actor.id,
      decidedAt: tx.now(),
    })
    .returning();
  const decided = Decision.parse(row);
  await writeLabel(tx, locked.subject, proposal, decided);
  await showAgentState(
    tx,
    await lockTicket(tx, ticketId),
    status === "handed_over" ? "handed_over" : "decided",
  );
  await recordAudit(tx, {
    action: `suggestion.${resolved.verdict}`,
    entity: "suggestion",
    entityId: proposal.id,
    before: { status: proposal.status },
    after: {
      status,
      ticketId,
      kind: proposal.kind,
      decisionId: decided.id,
      reason: resolved.reason,
      eventId,
      ...(resolved.alternative !== null && { alternative: resolved.alternative }),
    },
  });
  await announce(tx, ticketId, proposal.id, status);
  await publishChange(tx, "decision", ticketId, {
    decisionId: decided.id,
    suggestionId: proposal.id,
    status,
  });
  // Not before the undo window has passed: what was undone is not learned from.
  const at = undoneUntil(decided);
  await enqueue(tx, "learning.learn", { ticketId, decisionId: decided.id }, { id: learningJob(decided), at });
  return decided;
}

/** Undoes within the caller's transaction. */
export async function undoOnce(outer: Ctx, { decisionId }: { decisionId: number }): Promise<Decision> {
  const tx = atOneInstant(outer);
  const { ticketId } = await decisionById(tx, decisionId);
  await lockTicket(tx, ticketId);
  const current = await decisionById(tx, decisionId);
  if (current.undoneAt) return current;
  if (current.decidedBy !== tx.actor.id)
    throw new AppError("forbidden", "Only the person who decided can undo the decision.");
  if (tx.now() > undoneUntil(current))
    throw new AppError("conflict", `A decision can be undone for ${undoSeconds} seconds. This one is final.`);
  const proposal = await suggestionById(tx, current.suggestionId);
  await revertDecision(tx, proposal, current);
  const undoneAt = tx.now();
  await tx.db.update(decision).set({ undoneAt }).where(eq(decision.id, decisionId));
  await tx.db.update(label).set({ retractedAt: undoneAt }).where(eq(label.decisionId, decisionId));
  const status = (await hasNewer(tx, proposal)) ? "superseded" : "open";
  await tx.db
    .update(suggestion)
    .set({ status, decidedAt: null, decidedBy: null })
    .where(eq(suggestion.id, proposal.id));
  await showAgentState(tx, await lockTicket(tx, ticketId), "undone");
  await cancelJob(tx, learningJob(current));
  await recordAudit(tx, {
    action: "suggestion.undo",
    entity: "suggestion",
    entityId: proposal.id,
    before: { status: proposal.status, decisionId },
    after: { status, ticketId, kind: proposal.kind },
  });
  await announce(tx, ticketId, proposal.id, status);
  await publishChange(tx, "decision", ticketId, {
    decisionId,
    suggestionId: proposal.id,
    status,
    undone: true,
  });
  return { ...current, undoneAt };
}

/** Recorded on the ticket and in the audit trail. */
async function tellSuspicion(tx: Ctx, ticketId: number, { id: suggestionId }: Suggestion): Promise<void> {
  const body = `${tx.actor.name} reported a proposal as suspicious.`;
  const event = { kind: "action_step", body, data: { suggestionId } } as const;
  await appendEvent(tx, await lockTicket(tx, ticketId), event, { action: "action.report" });
}

function atOneInstant(ctx: Ctx): Ctx {
  const now = ctx.now();
  return { ...ctx, now: () => now };
}

/** An outward message needs a person behind it: neither a key nor the agent decides. */
function requirePerson(ctx: Ctx, suggestionId: number): number {
  if (ctx.actor.kind === "user") return suggestionId;
  throw new AppError("forbidden", "Only a person can decide on a proposal.");
}

async function decisionByMutation(tx: Ctx, input: DecideInput): Promise<Decision | null> {
  const [row] = await tx.db.select().from(decision).where(eq(decision.mutationId, input.mutationId));
  if (!row) return null;
  if (row.suggestionId === input.suggestionId && row.decidedBy === tx.actor.id) return Decision.parse(row);
  throw new AppError("conflict", "That mutation id belongs to another decision.");
}

async function decisionById(tx: Ctx, decisionId: number): Promise<Decision> {
  const [row] = await tx.db.select().from(decision).where(eq(decision.id, decisionId));
  if (!row) throw new AppError("not_found", `There is no decision ${decisionId}.`);
  return Decision.parse(row);
}

async function refuseDecided(tx: Ctx, proposal: Suggestion): Promise<void> {
  if (proposal.status === "open") return;
  const { status, decidedAt, decidedBy } = proposal;
  if (!decidedBy)
    throw new AppError("conflict", "The conversation moved on; this proposal is outdated.", { status });
  const [who] = await tx.db.select({ name: user.name }).from(user).where(eq(user.id, decidedBy));
  const decidedByName = who?.name ?? "A colleague";
  throw new AppError("conflict", `${decidedByName} already decided on this proposal. Your text is kept.`, {
    status,
    decidedAt,
    decidedBy,
    decidedByName,
  });
}

async function writeLabel(tx: Ctx, subject: string, proposal: Suggestion, decided: Decision): Promise<void> {
  const [run] = await tx.db
    .select({ gate: agentRun.gate })
    .from(agentRun)
    .where(eq(agentRun.id, proposal.agentRunId));
  const step = stepOf(proposal, decided.alternative);
  // Of two texts the analyst preferred one: a pair. A step of another kind stands for itself.
  const judged = step.kind === proposal.kind ? proposal : step;
  const source = await textSource(tx, judged, { subject, analystName: tx.actor.name });
  const row = labelOf({ ...source, decision: decided, gate: run?.gate ?? null });
  await tx.db.insert(label).values(row);
}

/** The fields an analyst set, in words. */
async function triageSentence(tx: Ctx, fields: TriageFields): Promise<string> {
  const [row] = fields.queueId
    ? await tx.db.select({ name: queue.name }).from(queue).where(eq(queue.id, fields.queueId))
    : [];
  return triageWords(fields, row?.name ?? null);
}

function undoneUntil({ decidedAt }: Decision): Date {
  return new Date(decidedAt.getTime() + undoSeconds * 1000);
}

function learningJob({ id }: Decision): string {
  return `learn:decision:${id}`;
}
