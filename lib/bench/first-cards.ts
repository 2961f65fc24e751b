/** Plays arrivals of the demo and looks at the first card each gets: does it already hold what a tool found? */

import { asc, eq } from "drizzle-orm";
import { suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { type AgentPorts, runAgent } from "#lib/agent/loop";
import { arrival } from "#lib/demo/arrivals";
import { caseOf } from "#lib/demo/story/case";
import type { LookUp } from "#lib/demo/story/kinds/model";
import { story } from "#lib/demo/story/story";
import { runTool } from "#lib/investigation/run-tool";
import { agentCtx, type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { recordEvent } from "#lib/tickets/commands";
import { typed } from "#lib/tickets/stored-event";

export type FirstCards = {
  arrivals: number;
  /** Those in which the team would have looked something up at once. */
  lookUps: number;
  /** Of these: the first card already holds the result of that tool, or of another one; or asks for it; or is another. */
  held: number;
  heldOther: number;
  asked: number;
  other: number;
  none: number;
  /** Of the others: the agent ran something all the same. */
  ranInVain: number;
};

/** Plays `count` made-up arrivals, each on its own and rolled back. */
export async function firstCards(ctx: Ctx, ports: AgentPorts, count: number): Promise<FirstCards> {
  const sums: FirstCards = {
    arrivals: 0,
    lookUps: 0,
    held: 0,
    heldOther: 0,
    asked: 0,
    other: 0,
    none: 0,
    ranInVain: 0,
  };
  for (let number = story.liveSteps.length; sums.arrivals < count; number++) {
    const event = arrival(number, ctx.now());
    const wanted = lookUpOf(event.externalId);
    const { ran, card } = await played(ctx, event, ports);
    sums.arrivals++;
    if (!wanted) {
      if (ran.length > 0) sums.ranInVain++;
      continue;
    }
    sums.lookUps++;
    if (ran.includes(wanted.tool)) sums.held++;
    else if (ran.length > 0) sums.heldOther++;
    else if (card?.kind === "diagnostic") sums.asked++;
    else if (card) sums.other++;
    else sums.none++;
  }
  return sums;
}

/** What the team looks up at once where this arrives; null where it answers, or asks, or hands over. */
function lookUpOf(externalId: string): LookUp | null {
  const one = caseOf(externalId);
  if (one.shape === "alert") return one.kind.lookUp(one.facts);
  return one.shape === "request" && one.isTold ? (one.kind.lookUp?.(one.facts) ?? null) : null;
}

type Played = { ran: string[]; card: { kind: string } | null };

class Undone extends Error {}

async function played(ctx: Ctx, event: ReturnType<typeof arrival>, ports: AgentPorts): Promise<Played> {
  let seen: Played = { ran: [], card: null };
  const undone = new Undone();
  await withTransaction(ctx, async (tx) => {
    const queue = virtualQueue(ctx.now);
    const on = (actor: Ctx["actor"]): Ctx => ({ ...tx, actor, jobs: queue, isUnattended: true });
    const { ticketId } = await recordEvent(on(systemCtx("demo").actor), event);
    const soon = new Date(ctx.now().getTime() + 60_000);
    for (let due = queue.next(soon); due; due = queue.next(soon)) {
      const { job } = due;
      if (job.name === "agent.consider") await runAgent(on(agentCtx().actor), job.input, ports);
      if (job.name === "agent.runTool")
        await runTool(on(systemCtx("diagnostics").actor), job.input, ports.tools);
    }
    seen = await shown(tx, ticketId);
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return seen;
}

/** The first card, and the tools that had answered when it was made. */
async function shown(tx: Ctx, ticketId: number): Promise<Played> {
  const cards = await tx.db
    .select({ kind: suggestion.kind, upTo: suggestion.upToEventId })
    .from(suggestion)
    .where(eq(suggestion.ticketId, ticketId))
    .orderBy(asc(suggestion.id));
  const card = cards.find(({ kind }) => kind !== "triage") ?? null;
  const events = await tx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId));
  const ran = events
    .map(typed)
    .filter(({ id }) => card !== null && id <= card.upTo)
    .flatMap((event) => (event.kind === "tool_result" ? [event.data.tool] : []));
  return { ran, card: card && { kind: card.kind } };
}
