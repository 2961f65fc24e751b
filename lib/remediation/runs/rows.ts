/** The rows of a run: locked while something happens to them, and every step told on the ticket and in the audit. */

import { eq } from "drizzle-orm";
import { action, actionApproval, actionRun } from "#db/schema/remediation";
import { recordAudit } from "#lib/platform/audit";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { AuditVerb } from "#lib/platform/model";
import type { EventData } from "#lib/tickets/event";
import { lockTicket } from "#lib/tickets/lock";
import { appendEvent, written } from "#lib/tickets/timeline";
import type { StoredAction } from "../catalogue/queries";

export type RunRow = typeof actionRun.$inferSelect;
export type ApprovalRow = typeof actionApproval.$inferSelect;

/** A run with its action as it is now, and who let it happen so far. */
export type LockedRun = { run: RunRow; stored: StoredAction; approvals: ApprovalRow[] };

/** Locks a run, and its action against being changed meanwhile. Throws `not_found`. */
export async function lockRun(tx: Ctx, runId: number): Promise<LockedRun> {
  const [run] = await tx.db.select().from(actionRun).where(eq(actionRun.id, runId)).for("update");
  if (!run) throw new AppError("not_found", `There is no run ${runId} of an action.`);
  const [stored] = await tx.db.select().from(action).where(eq(action.name, run.action)).for("share");
  if (!stored) throw new AppError("not_found", `There is no action ${run.action}.`);
  const approvals = await tx.db
    .select()
    .from(actionApproval)
    .where(eq(actionApproval.runId, runId))
    .orderBy(actionApproval.id);
  return { run, stored, approvals };
}

/** The run as it is now, without locking it; throws `not_found`. */
export async function runById(ctx: Ctx, runId: number): Promise<RunRow> {
  const [run] = await ctx.db.select().from(actionRun).where(eq(actionRun.id, runId));
  if (!run) throw new AppError("not_found", `There is no run ${runId} of an action.`);
  return run;
}

/** Changes a run's row; returns it as it is then. */
export async function setRun(tx: Ctx, runId: number, change: Partial<RunRow>): Promise<RunRow> {
  const [row] = await tx.db.update(actionRun).set(change).where(eq(actionRun.id, runId)).returning();
  if (!row) throw new AppError("not_found", `There is no run ${runId} of an action.`);
  return row;
}

/** Lets a run happen, by whoever or whatever the row names. */
export async function writeApproval(
  tx: Ctx,
  run: RunRow,
  approval: Pick<typeof actionApproval.$inferInsert, "kind" | "userId" | "certificateId" | "typed">,
): Promise<void> {
  const { argumentsDigest, effectDigest } = run;
  await tx.db
    .insert(actionApproval)
    .values({ runId: run.id, argumentsDigest, effectDigest, at: tx.now(), ...approval })
    // Asked for again by the same person, where the first time came to nothing.
    .onConflictDoNothing();
}

/** Says on the ticket, in a sentence, what became of a run. */
export async function tell(
  tx: Ctx,
  { id, ticketId }: RunRow,
  step: AuditVerb<"action">,
  body: string,
  data: Pick<EventData<"action_step">, "isUndecided"> = {},
): Promise<void> {
  const event = { kind: "action_step", body, data: { ...data, actionRunId: id } } as const;
  written(await appendEvent(tx, await lockTicket(tx, ticketId), event, { action: `action.${step}` }));
}

/** Puts the call on the ticket, as the step somebody took; the apprentice learns from it. */
export async function tellCall(tx: Ctx, run: RunRow): Promise<number> {
  const { id, ticketId, suggestionId } = run;
  const data = {
    tool: run.action,
    arguments: run.arguments,
    actionRunId: id,
    ...(suggestionId !== null && { suggestionId }),
  };
  const event = { kind: "tool_call", data } as const;
  return written(await appendEvent(tx, await lockTicket(tx, ticketId), event, { action: "action.request" }))
    .eventId;
}

/** Puts on the ticket what a run came to, once; null runs that were never called for have nothing to say. */
export async function tellResult(
  tx: Ctx,
  run: RunRow,
  result: Record<string, unknown>,
  more: Pick<EventData<"tool_result">, "isUnhelpful"> = {},
): Promise<void> {
  if (run.eventId === null) return;
  const event = {
    kind: "tool_result",
    data: { ...more, tool: run.action, callId: String(run.eventId), actionRunId: run.id, result },
    externalId: `action-result:${run.id}`,
  } as const;
  await appendEvent(tx, await lockTicket(tx, run.ticketId), event, { action: "action.result" });
}

/** Takes the call of a run off the ticket's course of events: it was denied. */
export async function withdrawCall(tx: Ctx, { ticketId, eventId }: RunRow): Promise<void> {
  if (eventId === null) return;
  const event = { kind: "reply_withdrawn", data: { withdraws: eventId } } as const;
  await appendEvent(tx, await lockTicket(tx, ticketId), event, { action: "action.withdraw" });
}

/** A execution on a run in the audit, for what leaves no line on the ticket. */
export async function auditRun(
  tx: Ctx,
  run: RunRow,
  verb: AuditVerb<"action">,
  after: object = {},
): Promise<void> {
  await recordAudit(tx, {
    action: `action.${verb}`,
    entity: "ticket",
    entityId: run.ticketId,
    after: { runId: run.id, tool: run.action, ...after },
  });
}
