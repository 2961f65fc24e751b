/** One arrival of the demo as the desk takes it: looked at, looked up, and worked on, in a transaction that is rolled back. */
import { asc, eq } from "drizzle-orm";
import { suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { type AgentPorts, runAgent } from "#lib/agent/loop";
import type { arrival } from "#lib/demo/arrivals";
import { runTool } from "#lib/investigation/run-tool";
import { agentCtx, type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { recordEvent } from "#lib/tickets/commands";
import { typed } from "#lib/tickets/stored-event";

/** A desk on which one arrival has just been recorded. */
export type ArrivalStage = {
  ticketId: number;
  /** The context of somebody on this desk, whose jobs wait until `settle`. */
  on: (actor: Ctx["actor"]) => Ctx;
  /** Lets the agent look, and look up, until nothing is due. */
  settle: () => Promise<void>;
};

class Undone extends Error {}

/** Records the arrival, does `work` on its desk and takes everything back. */
export async function onArrival<Result>(
  ctx: Ctx,
  event: ReturnType<typeof arrival>,
  ports: AgentPorts,
  work: (stage: ArrivalStage) => Promise<Result>,
): Promise<Result> {
  const undone = new Undone();
  const kept: { result?: Result } = {};
  await withTransaction(ctx, async (tx) => {
    const queue = virtualQueue(ctx.now);
    const on = (actor: Ctx["actor"]): Ctx => ({ ...tx, actor, unattended: queue });
    const { ticketId } = await recordEvent(on(systemCtx("demo").actor), event);
    const settle = async () => {
      const soon = new Date(ctx.now().getTime() + 60_000);
      for (let due = queue.next(soon); due; due = queue.next(soon)) {
        const { job } = due;
        if (job.name === "agent.consider") await runAgent(on(agentCtx().actor), job.input, ports);
        if (job.name === "agent.runTool")
          await runTool(on(systemCtx("diagnostics").actor), job.input, ports.tools);
      }
    };
    kept.result = await work({ ticketId, on, settle });
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return kept.result as Result;
}

/** The cards of a ticket in their order, without those for triage, and its timeline. */
export async function seenOn(ctx: Ctx, ticketId: number) {
  const cards = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(asc(suggestion.id));
  const events = await ctx.db
    .select()
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, ticketId))
    .orderBy(asc(ticketEvent.id));
  return { cards: cards.filter(({ kind }) => kind !== "triage"), events: events.map(typed) };
}
