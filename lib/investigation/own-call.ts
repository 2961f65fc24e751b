/** A look-up the agent makes by itself: whether it may, and how it is begun, once, and withdrawn when it is no longer wanted. */

import { eq, sql } from "drizzle-orm";
import { investigation, ownCall } from "#db/schema/investigation";
import type { Lead } from "#lib/agent/investigator";
import type { Observation } from "#lib/agent/model";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { settingOf } from "#lib/settings/queries";
import { type InvestigationPolicy, modeOf, policyOf } from "#lib/settings/rules";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { callOf, type ToolRequest } from "#lib/suggestions/step";
import { lockTicket } from "#lib/tickets/lock";
import { isMoving } from "#lib/tickets/model";
import { hasMovedOn } from "#lib/tickets/moved-on";
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
    // Sent together: others who would use the tool wait meanwhile.
    const [stands, isInRate] = await Promise.all([
      standing(tx, ticketId, seen.upTo),
      fitsRate(tx, call.tool, policyOf(policy, call.tool).perMinute),
    ]);
    const isInBudget = fitsBudget(stands.calls, {
      turn: turnOf(seen),
      policy,
      tool: call.tool,
      now: tx.now(),
    });
    if (stands.isStopped || stands.hasActed || !isInBudget || !isInRate) return null;
    const investigationId = stands.investigationId ?? (await investigationOf(tx, ticketId));
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
  // Most are wanted, and nothing holds that beyond this moment: the ticket is locked only to withdraw one.
  if (!isUnwanted(await standing(ctx, ticketId, eventId), eventId)) return false;
  return withTransaction(ctx, async (tx) => {
    await lockTicket(tx, ticketId);
    if (!isUnwanted(await standing(tx, ticketId, eventId), eventId)) return false;
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

/** How things stand for the agent's own calls on a ticket, of what came after an event. */
type Standing = {
  /** Null where nothing was looked into yet. */
  investigationId: number | null;
  /** Read where it counts: the stop button holds at once. */
  isStopped: boolean;
  /** Somebody of the team did something. */
  hasActed: boolean;
  hasMoved: boolean;
  /** Its calls so far, in order. */
  calls: { eventId: number; cost: number; at: Date }[];
};

async function standing(ctx: Ctx, ticketId: number, after: number): Promise<Standing> {
  const [found] = await ctx.db.execute<StandingRow>(sql`
    select (select id::float8 from investigation where ticket_id = ${ticketId}) as "investigationId",
      (select value from setting where key = 'investigation.stop') as stop,
      exists (
        select from ticket_event where ticket_id = ${ticketId} and id > ${after} and actor_kind = 'analyst'
      ) as "hasActed",
      ${hasMovedOn(sql`${ticketId}`, sql`${after}`)} as "hasMoved",
      array_to_json(array(
        select json_build_object('eventId', event_id, 'cost', cost, 'at', at)
        from own_call join investigation on investigation.id = own_call.investigation_id
        where investigation.ticket_id = ${ticketId} order by event_id
      )) as calls`);
  if (!found) throw new Error("The database gave no row.");
  const { stop, calls, ...stands } = found;
  const { isStopped } = settingOf("investigation.stop", stop);
  return { ...stands, isStopped, calls: calls.map((one) => ({ ...one, at: new Date(one.at) })) };
}

type StandingRow = Omit<Standing, "isStopped" | "calls"> & {
  stop: unknown;
  calls: { eventId: number; cost: number; at: string }[];
};

function isUnwanted({ calls, isStopped, hasActed, hasMoved }: Standing, eventId: number): boolean {
  return calls.some((own) => own.eventId === eventId) && (isStopped || hasActed || hasMoved);
}

type Spending = { turn: number; policy: InvestigationPolicy; tool: string; now: Date };

/** Whether one more call fits: calls and seconds since the conversation moved, cost over the whole case. */
function fitsBudget(made: Standing["calls"], { turn, policy, tool, now }: Spending): boolean {
  const { calls, seconds, cost } = policy.budget;
  const spent = made.reduce((sum, one) => sum + one.cost, policyOf(policy, tool).cost);
  const ofTurn = made.filter(({ eventId }) => eventId > turn);
  const began = ofTurn[0]?.at ?? now;
  return spent <= cost && ofTurn.length < calls && now.getTime() - began.getTime() < seconds * 1000;
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
