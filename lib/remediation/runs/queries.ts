/** Reads of runs: those of a ticket, those that wait for somebody, and the newest of all. */
import { and, asc, desc, eq, gt, inArray, type SQL } from "drizzle-orm";
import { action, actionApproval, actionRun } from "#db/schema/remediation";
import { user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { ActionRun } from "../model";

/** A run with its approvals; throws `not_found`. */
export async function runView(ctx: Ctx, runId: number): Promise<ActionRun> {
  const [run] = await views(ctx, eq(actionRun.id, runId), 1);
  if (!run) throw new AppError("not_found", `There is no run ${runId} of an action.`);
  return run;
}

/** The newest runs of a ticket, oldest first. */
export async function runsOfTicket(ctx: Ctx, ticketId: number): Promise<ActionRun[]> {
  return (await views(ctx, eq(actionRun.ticketId, ticketId), 50)).reverse();
}

/** The runs that wait for a further person, newest first. */
export async function waitingRuns(ctx: Ctx): Promise<ActionRun[]> {
  return views(ctx, eq(actionRun.status, "waiting"), 100);
}

/** Days of which undecided requests are counted. */
export const undecidedDays = 30;

/** How many requests of the last days a second person never decided on: each was handed to somebody. */
export async function undecidedLately(ctx: Ctx): Promise<number> {
  const since = new Date(ctx.now().getTime() - undecidedDays * 86_400_000);
  return ctx.db.$count(actionRun, and(eq(actionRun.isEscalated, true), gt(actionRun.expiresAt, since)));
}

/** The newest runs that somebody approved or refused. */
export async function recentRuns(ctx: Ctx): Promise<ActionRun[]> {
  const told = [
    "approved",
    "executing",
    "done",
    "failed",
    "unknown",
    "refused",
    "denied",
    "expired",
  ] as const;
  return views(ctx, inArray(actionRun.status, [...told]), 50);
}

async function views(ctx: Ctx, where: SQL, limit: number): Promise<ActionRun[]> {
  const rows = await ctx.db
    .select()
    .from(actionRun)
    .innerJoin(action, eq(action.name, actionRun.action))
    .where(where)
    .orderBy(desc(actionRun.id))
    .limit(limit);
  const ids = rows.map(({ action_run }) => action_run.id);
  const given =
    ids.length === 0
      ? []
      : await ctx.db
          .select({
            runId: actionApproval.runId,
            kind: actionApproval.kind,
            userId: actionApproval.userId,
            name: user.name,
            at: actionApproval.at,
          })
          .from(actionApproval)
          .leftJoin(user, eq(user.id, actionApproval.userId))
          .where(inArray(actionApproval.runId, ids))
          .orderBy(asc(actionApproval.id));
  return rows.map(({ action_run: run, action: stored }) =>
    ActionRun.parse({
      ...run,
      description: stored.description,
      kind: stored.kind,
      instructions: stored.instructions,
      canRollBack: stored.canRollBack,
      verificationWay: stored.verification,
      approver: stored.approver,
      target: stored.target,
      approvals: given.filter(({ runId }) => runId === run.id),
    }),
  );
}
