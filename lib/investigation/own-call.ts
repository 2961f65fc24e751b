/** A look-up the agent makes by itself: whether it may, and how it is begun, once, and withdrawn when it is no longer wanted. */

import { and, eq, gt, sql } from "drizzle-orm";
import { investigation, ownCall } from "#db/schema/investigation";
import { ticketEvent } from "#db/schema/tickets";
import type { Lead } from "#lib/agent/investigator";
import type { Observation } from "#lib/agent/model";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { readSetting } from "#lib/settings/queries";
import { type InvestigationPolicy, modeOf, policyOf } from "#lib/settings/rules";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { callOf, type ToolRequest } from "#lib/suggestions/step";
import { lockTicket } from "#lib/tickets/lock";
import { isMoving } from "#lib/tickets/model";
import { movesSince } from "#lib/tickets/moved-on";
import { requestToolCall, withdrawToolCall } from "#lib/tickets/tool-calls/commands";

/**
 * The call the agent may make without asking: one the gate would show for its own sake, or one to make before a person is
 * called or nothing is shown, where the team lets this tool run here and nobody has taken the matter in hand. Null otherwise.
 */
export function ownCallOf(
  { shown, gate, lead }: Pick<Lead, "shown" | "gate" | "lead">,
  seen: Observation,
  policy: InvestigationPolicy | undefined,
): ToolRequest | null {
  const isForItself = gate?.verdict === "show" && !gate.explored;
  const call = lead ?? (shown && isForItself ? callOf(shown) : undefined);
  // What changes something goes under its own locks, never by itself from here.
  if (!call || call.byHand || call.action || !policy || policy.isStopped) return null;
  if (modeOf(policy, call.tool, seen.ticket) !== "runs") return null;
  return seen.isHandedOver || isTakenInHand(seen) ? null : call;
}

/** True when a person did something on the ticket since it was last somebody else's turn. */
function isTakenInHand({ timeline }: Observation): boolean {
  const turn = turnOf({ timeline });
  return timeline.some(({ id, actorKind }) => id >= turn && actorKind === "analyst");
}

/** The event that moved the conversation last: what is looked up since is looked up because of it. */
function turnOf({ timeline }: Pick<Observation, "timeline">): number {
  return timeline.findLast(({ kind }) => isMoving(kind))?.id ?? 0;
}

type Begun = {
  seen: Observation;
  call: ToolRequest;
  policy: InvestigationPolicy;
  /** Writes the run down, inside the same transaction. */
  write: (tx: Ctx) => Promise<RecordedRun>;
};

/**
 * Begins the call with the run that led to it: both are written, or neither. Null when budget or rate are used up, the
 * agent was stopped or somebody acted meanwhile; nothing is written then, and the call is left to an analyst.
 */
export async function beginOwnCall(
  ctx: Ctx,
  { seen, call, policy, write }: Begun,
): Promise<RecordedRun | null> {
  const ticketId = seen.ticket.id;
  return withTransaction(ctx, async (tx) => {
    await lockTicket(tx, ticketId);
    const investigationId = await investigationOf(tx, ticketId);
    // Sent together: others who would use the tool wait meanwhile.
    const [stopped, acted, isInBudget, isInRate] = await Promise.all([
      isStopped(tx),
      hasActed(tx, ticketId, seen.upTo),
      fitsBudget(tx, { investigationId, turn: turnOf(seen), policy, tool: call.tool }),
      fitsRate(tx, call.tool, policyOf(policy, call.tool).perMinute),
    ]);
    if (stopped || acted || !isInBudget || !isInRate) return null;
    const recorded = await write(tx);
    const { id: agentRunId, outcome } = recorded.agentRun;
    if (recorded.isDuplicate || outcome !== "investigating") return recorded;
    const { eventId } = await requestToolCall(tx, { ticketId, ...call, investigationId });
    const { cost } = policyOf(policy, call.tool);
    await tx.db
      .insert(ownCall)
      .values({ investigationId, eventId, agentRunId, tool: call.tool, cost, at: tx.now() });
    return recorded;
  });
}

/** The investigation of a ticket, begun where there is none. */
export async function investigationOf(tx: Ctx, ticketId: number): Promise<number> {
  const known = () =>
    tx.db.select({ id: investigation.id }).from(investigation).where(eq(investigation.ticketId, ticketId));
  const begin = () =>
    tx.db
      .insert(investigation)
      .values({ ticketId, startedAt: tx.now() })
      .onConflictDoNothing()
      .returning({ id: investigation.id });
  // Whoever loses to another who begins it finds that one's.
  for (const find of [known, begin, known]) {
    const [row] = await find();
    if (row) return row.id;
  }
  throw new Error(`There is no investigation of ticket ${ticketId}.`);
}

/**
 * Withdraws a call of the agent's that has not run and is no longer wanted: somebody acted, the conversation moved on,
 * or the agent was stopped. What it was made for is looked at again. False for every other call: it is to run.
 */
export async function dropUnwanted(
  ctx: Ctx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
): Promise<boolean> {
  const [own] = await ctx.db.select({ id: ownCall.id }).from(ownCall).where(eq(ownCall.eventId, eventId));
  if (!own) return false;
  return withTransaction(ctx, async (tx) => {
    await lockTicket(tx, ticketId);
    const [stopped, acted, moves] = await Promise.all([
      isStopped(tx),
      hasActed(tx, ticketId, eventId),
      movesSince(tx, ticketId, eventId),
    ]);
    if (!stopped && !acted && moves.length === 0) return false;
    const withdrawal = await withdrawToolCall(tx, { eventId });
    if (withdrawal !== null)
      await enqueue(
        tx,
        "agent.consider",
        { ticketId, eventId: withdrawal },
        { id: `consider:${withdrawal}`, partition: String(ticketId) },
      );
    return true;
  });
}

/** Read in the transaction that acts: the stop button holds at once. */
async function isStopped(tx: Ctx): Promise<boolean> {
  return (await readSetting(tx, "investigation.stop")).isStopped;
}

async function hasActed(tx: Ctx, ticketId: number, after: number): Promise<boolean> {
  const rows = await tx.db
    .select({ id: ticketEvent.id })
    .from(ticketEvent)
    .where(
      and(
        eq(ticketEvent.ticketId, ticketId),
        gt(ticketEvent.id, after),
        eq(ticketEvent.actorKind, "analyst"),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

type Spending = { investigationId: number; turn: number; policy: InvestigationPolicy; tool: string };

/** Whether one more call fits: calls and seconds since the conversation moved, cost over the whole case. */
async function fitsBudget(tx: Ctx, { investigationId, turn, policy, tool }: Spending): Promise<boolean> {
  const made = await tx.db
    .select({ eventId: ownCall.eventId, cost: ownCall.cost, at: ownCall.at })
    .from(ownCall)
    .where(eq(ownCall.investigationId, investigationId))
    .orderBy(ownCall.eventId);
  const { calls, seconds, cost } = policy.budget;
  const spent = made.reduce((sum, one) => sum + one.cost, policyOf(policy, tool).cost);
  const ofTurn = made.filter(({ eventId }) => eventId > turn);
  const began = ofTurn[0]?.at ?? tx.now();
  return spent <= cost && ofTurn.length < calls && tx.now().getTime() - began.getTime() < seconds * 1000;
}

const minute = 60_000;

/**
 * Whether one more call of a tool fits its rate: its own calls and those made for questions count together, one
 * transaction at a time, so that none slips through beside another.
 */
export async function fitsRate(tx: Ctx, tool: string, perMinute: number): Promise<boolean> {
  const since = new Date(tx.now().getTime() - minute).toISOString();
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`own call ${tool}`}, 0))`);
  const [made] = await tx.db.execute<{ calls: number }>(sql`
    select (select count(*) from own_call where tool = ${tool} and at > ${since})
      + (select count(*) from asked_call where tool = ${tool} and at > ${since}) as calls`);
  return Number(made?.calls) < perMinute;
}
