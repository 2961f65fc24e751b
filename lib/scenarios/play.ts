/** Plays one scenario through the product's own commands, on a clock of its own, and takes everything back. */
import { eq } from "drizzle-orm";
import { user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { type AgentPorts, runAgent } from "#lib/agent/loop";
import { askModel } from "#lib/agent/model-turn";
import { runTool } from "#lib/investigation/run-tool";
import { type Actor, agentCtx, type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import type { DueJob } from "#lib/platform/jobs/virtual";
import { virtualQueue } from "#lib/platform/jobs/virtual";
import { moveStatus, recordEvents } from "#lib/tickets/commands";
import { reply } from "#lib/tickets/replies/commands";
import { ringTicket } from "#lib/tickets/ringing";
import { type Arrival, arrivalOf } from "./arrival";
import type { Scenario, Shown } from "./model";
import { shownOn, storyOf } from "./queries";
import { timesOf } from "./schedule";

/** How long after its last event a scenario is followed, in seconds: long enough for turns to be complete. */
const settling = 60;

const analyst: Actor = { kind: "user", id: "scenario-analyst", name: "Alex Scenario", role: "analyst" };

/**
 * Plays `scenario` on the database of `ctx` and returns what was shown. All of it happens in one transaction that is
 * rolled back: nothing stays, nothing is sent, nothing is learnt. Rejects when an event is refused.
 */
export async function playScenario(ctx: Ctx, scenario: Scenario, ports: AgentPorts): Promise<Shown> {
  const undone = new Undone();
  try {
    await withTransaction(ctx, async (tx) => {
      undone.shown = await play(tx, scenario, ports);
      throw undone;
    });
  } catch (error) {
    if (error === undone && undone.shown) return undone.shown;
    throw error;
  }
  throw new Error("A scenario was not rolled back.");
}

/** Carries the outcome out of the transaction it rolls back. */
class Undone extends Error {
  shown: Shown | null = null;
}

async function play(outer: Ctx, scenario: Scenario, ports: AgentPorts): Promise<Shown> {
  const end = outer.now().getTime();
  const times = timesOf(scenario.events);
  let clock = new Date(end + (times[0]?.arrived ?? 0) * 1000);
  const now = () => clock;
  const queue = virtualQueue(now);
  const ctx: Ctx = { ...outer, now, unattended: queue };
  const by = (actor: Actor): Ctx => ({ ...ctx, actor });
  await ctx.db
    .insert(user)
    .values({ id: analyst.id, name: analyst.name, email: "scenario@scenario.invalid", role: "analyst" })
    .onConflictDoNothing();
  const story = await storyOf(ctx, scenario);
  let ticketId: number | null = null;

  /** Runs what is due by `upTo`, as a worker would have. */
  async function runJobs(upTo: Date): Promise<void> {
    for (;;) {
      const bell = await nextBell(upTo);
      const due = queue.next(bell ?? upTo);
      const at = due?.at ?? bell;
      if (!at) break;
      if (at > clock) clock = at;
      if (due) await runJob(due);
      else if (ticketId !== null) await ringTicket(by(systemCtx("follow-up", ctx.db).actor), ticketId);
    }
    clock = upTo;
  }
  /** When the ticket rings next, by `upTo` at the latest. */
  async function nextBell(upTo: Date): Promise<Date | null> {
    if (ticketId === null) return null;
    const [row] = await ctx.db.select({ at: ticket.ringsAt }).from(ticket).where(eq(ticket.id, ticketId));
    return row?.at && row.at <= upTo ? row.at : null;
  }
  async function runJob({ job }: DueJob): Promise<void> {
    if (job.name === "agent.consider") await runAgent(by(agentCtx(ctx.db).actor), job.input, ports);
    if (job.name === "agent.askModel") await askModel(by(agentCtx(ctx.db).actor), job.input, ports);
    if (job.name === "agent.runTool")
      await runTool(by(systemCtx("diagnostics", ctx.db).actor), job.input, ports.tools);
  }
  async function arrive(arrival: Arrival): Promise<void> {
    if (arrival.by === "connector") {
      const events = arrival.events;
      const [recorded] = await recordEvents(by({ kind: "connector", id: story.source, name: "Scenario" }), {
        events,
      });
      ticketId ??= recorded?.ticketId ?? null;
      return;
    }
    if (ticketId === null) throw new RangeError("An analyst acts before there is a ticket.");
    if (arrival.by === "reply") await reply(by(analyst), { ticketId, text: arrival.text });
    else await moveStatus(by(analyst), { ticketId, to: arrival.status });
  }

  for (const [index, event] of scenario.events.entries()) {
    const { happened, arrived } = times[index] ?? { happened: 0, arrived: 0 };
    await runJobs(new Date(end + arrived * 1000));
    await arrive(arrivalOf(event, { index, at: new Date(end + happened * 1000), now: clock, story }));
  }
  await runJobs(new Date(clock.getTime() + settling * 1000));
  if (ticketId === null) throw new RangeError("No event of the scenario opened a ticket.");
  return shownOn(ctx, ticketId);
}
