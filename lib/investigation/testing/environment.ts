/** A trained team with one tool, and an environment whose jobs wait in memory, for tests of what the agent looks up. */
import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import { recordExamples } from "#lib/agent/commands";
import type { AgentPorts } from "#lib/agent/loop";
import { runAgent } from "#lib/agent/loop";
import { type Arrival, arrives, closedTicket, testPorts } from "#lib/agent/testing/environment";
import { eager, type Investigation } from "#lib/agent/testing/policies";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { defineTool } from "#lib/tools/tool";
import { runTool } from "../run-tool";

export const disk = defineTool({
  name: "describe_volume",
  description: "State of a volume.",
  input: z.object({ volume: z.string() }),
  run: async () => ({ state: "full", used_percent: 99 }),
});

const names = ["Ada Brandt", "Bo Clarke", "Cy Dahl", "Di Ek", "Ed Frost", "Flo Gray", "Gus Hahn", "Hal Ito"];

/** A team that looks at the volume whenever somebody says it is full, and tells what it found. */
export async function trainedPorts(ctx: Ctx, over: Partial<Investigation> = {}): Promise<AgentPorts> {
  for (const [index, name] of names.entries()) {
    const volume = `vol-${index + 31}`;
    const ticketId = await closedTicket(ctx, {
      subject: "Volume full",
      turns: [
        { body: `Our volume ${volume} ran full, what can we do?`, name },
        {
          body: "",
          kind: "tool_call",
          data: { tool: disk.name, callId: `c${index}`, arguments: { volume } },
        },
        {
          body: "",
          kind: "tool_result",
          data: { tool: disk.name, callId: `c${index}`, result: { state: "full", used_percent: 98 } },
        },
        { body: `The volume ${volume} is full; please grow it in the console.`, kind: "analyst_reply" },
      ],
    });
    await recordExamples(systemCtx("learning", ctx.db), { examples: [{ ticketId }] });
  }
  return eager(await testPorts(ctx, { tools: [disk] }), over);
}

/** An environment whose jobs wait in memory until they are run. */
export function environmentOf(ctx: Ctx) {
  const queue = virtualQueue(() => new Date());
  const inEnvironment: Ctx = { ...ctx, unattended: queue };
  const consider = ({ ticketId, eventId }: Pick<Arrival, "ticketId" | "eventId">, ports: AgentPorts) =>
    runAgent({ ...inEnvironment, actor: agentCtx(ctx.db).actor }, { ticketId, eventId }, ports);
  const run = async (ports: AgentPorts, upTo = Number.POSITIVE_INFINITY) => {
    let done = 0;
    for (let due = queue.next(new Date(8.64e15)); due && done < upTo; due = queue.next(new Date(8.64e15))) {
      const { job } = due;
      if (job.name === "agent.consider")
        await runAgent({ ...agentCtx(ctx.db), unattended: queue }, job.input, ports);
      else if (job.name === "agent.runTool")
        await runTool({ ...systemCtx("diagnostics", ctx.db), unattended: queue }, job.input, ports.tools);
      else continue;
      done++;
    }
  };
  return {
    ctx: inEnvironment,
    /** The agent runs on an event. */
    consider,
    /** Runs what waits, at most `upTo` jobs. */
    run,
  };
}

const asks = { subject: "Volume full", body: "Our volume vol-77 ran full, what can we do?" };

/** A customer says that a volume is full. */
export async function arrivesOn(ctx: Ctx): Promise<Arrival> {
  const { ticketId, eventId, ticketExternalId } = await arrives(ctx, asks);
  return { ticketId, eventId, ticketExternalId };
}

/** What is to be seen of a ticket: its events, the cards that wait, and how each run ended. */
export async function stateOf(ctx: Ctx, ticketId: number) {
  const events = await ctx.db
    .select()
    .from(ticketEvent)
    .where(eq(ticketEvent.ticketId, ticketId))
    .orderBy(asc(ticketEvent.id));
  const cards = await ctx.db
    .select()
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, ticketId), eq(suggestion.status, "open")));
  const runs = await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, ticketId));
  return {
    kinds: events.map(({ kind, actorKind }) => `${kind} ${actorKind}`),
    cards: cards.filter(({ kind }) => kind !== "triage"),
    outcomes: runs.sort((a, b) => a.id - b.id).map(({ outcome }) => outcome),
    events,
  };
}
