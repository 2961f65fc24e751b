/** A look-up made because somebody asked the agent something: under the same policy, budget and rate as its own, and kept with the answer. */
import { asc, eq, inArray, sql } from "drizzle-orm";
import { askedCall, investigation, ownCall } from "#db/schema/investigation";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { readSetting } from "#lib/settings/queries";
import { type InvestigationPolicy, modeOf, policyOf } from "#lib/settings/rules";
import type { ToolRequest } from "#lib/suggestions/step";
import type { Ticket } from "#lib/tickets/model";
import type { Tool } from "#lib/tools/tool";
import { fitsRate } from "./own-call";

/** True for a tool that may be run for a question on a ticket without anybody's leave: it reads, it is connected, and the team lets it run by itself. */
export function mayRunForQuestion(
  { name, run, action }: Pick<Tool, "name" | "run" | "action">,
  ticket: Pick<Ticket, "queueId" | "priority">,
  policy: InvestigationPolicy | undefined,
): boolean {
  if (action || !run || !policy || policy.isStopped) return false;
  return modeOf(policy, name, ticket) === "runs";
}

type Begin = {
  questionId: number;
  ticketId: number;
  began: Date;
  call: ToolRequest;
  policy: InvestigationPolicy;
};

/** Writes down that the look-up is made; returns its id, or null when it is stopped or budget or rate are used up. */
export async function beginAskedCall(
  ctx: Ctx,
  { questionId, ticketId, began, call, policy }: Begin,
): Promise<number | null> {
  const { cost, perMinute } = policyOf(policy, call.tool);
  return withTransaction(ctx, async (tx) => {
    if ((await readSetting(tx, "investigation.stop")).isStopped) return null;
    const { budget } = policy;
    if (tx.now().getTime() - began.getTime() >= budget.seconds * 1000) return null;
    // One question at a time counts what its case has cost.
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`asked ${ticketId}`}, 0))`);
    if ((await tx.db.$count(askedCall, eq(askedCall.questionId, questionId))) >= budget.calls) return null;
    if ((await spentOn(tx, ticketId)) + cost > budget.cost) return null;
    if (!(await fitsRate(tx, call.tool, perMinute))) return null;
    const [row] = await tx.db
      .insert(askedCall)
      .values({ questionId, ticketId, tool: call.tool, arguments: call.arguments, cost, at: tx.now() })
      .returning({ id: askedCall.id });
    return row?.id ?? null;
  });
}

/** Writes down what the look-up gave. */
export async function endAskedCall(ctx: Ctx, id: number, result: Record<string, unknown>): Promise<void> {
  await ctx.db.update(askedCall).set({ result }).where(eq(askedCall.id, id));
}

/** The look-ups made for questions, in their order. */
export async function callsForQuestions(ctx: Ctx, questionIds: readonly number[]) {
  if (questionIds.length === 0) return [];
  return ctx.db
    .select()
    .from(askedCall)
    .where(inArray(askedCall.questionId, [...questionIds]))
    .orderBy(asc(askedCall.id));
}

/** The look-ups made for questions on a ticket that have given something, in their order. */
export async function finishedAskedCalls(ctx: Ctx, ticketId: number) {
  const rows = await ctx.db
    .select()
    .from(askedCall)
    .where(eq(askedCall.ticketId, ticketId))
    .orderBy(asc(askedCall.id));
  return rows.flatMap(({ result, ...row }) => (result ? [{ ...row, result }] : []));
}

/** Those of some look-ups that are still there. */
export async function keptAskedCalls(ctx: Ctx, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db
    .select({ id: askedCall.id })
    .from(askedCall)
    .where(inArray(askedCall.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
}

/** What the agent's own look-ups and those made for questions have cost on a case. */
async function spentOn(tx: Ctx, ticketId: number): Promise<number> {
  const [own] = await tx.db
    .select({ cost: sql<number>`coalesce(sum(${ownCall.cost}), 0)::float8` })
    .from(ownCall)
    .innerJoin(investigation, eq(investigation.id, ownCall.investigationId))
    .where(eq(investigation.ticketId, ticketId));
  const [asked] = await tx.db
    .select({ cost: sql<number>`coalesce(sum(${askedCall.cost}), 0)::float8` })
    .from(askedCall)
    .where(eq(askedCall.ticketId, ticketId));
  return (own?.cost ?? 0) + (asked?.cost ?? 0);
}
