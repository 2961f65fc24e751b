/** The replay environment: carries out what really happened by the product's own commands, at the dialogue's own time. */
import { user } from "#db/schema/team";
import { openApprentice } from "#lib/agent/apprentice-state";
import type { AgentPorts } from "#lib/agent/loop";
import { runWithModel } from "#lib/agent/model-turn";
import { indexTickets } from "#lib/knowledge/commands";
import { type Actor, agentCtx, type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import type { Jobs } from "#lib/platform/jobs/model";
import { noQueue } from "#lib/platform/jobs/virtual";
import { decide, gradeAgentRun } from "#lib/suggestions/commands";
import type { Suggestion } from "#lib/suggestions/model";
import { recordEvent, recordEvents, setTriage } from "#lib/tickets/commands";
import { startsRun } from "#lib/tickets/model";
import { undoSeconds } from "#lib/tickets/rules";
import type { Origin } from "./origin";
import { alreadyDone, type Decided, exampleKey, type Place, type RunWithProposal, runOf } from "./queries";
import type { Reaction } from "./reaction";
import type { ReplayStep, Tick, TimedDialogue } from "./wall-clock";

/** A step with what the analyst who takes it makes of the run before it. */
export type Happening = { step: ReplayStep; before: RunWithProposal | null; reaction: Reaction };

/** `milliseconds` is what one run took; null where a run that was broken off had made them. */
export type Happened = {
  made: { eventId: number; run: RunWithProposal | null }[];
  milliseconds: number | null;
};

export type Environment = {
  /**
   * Lets steps happen, each of an analyst with his reaction to the run before it; then the agent considers what it
   * would be asked to. Each step's event with the run it caused, in the order given.
   */
  happen: (wave: readonly Happening[]) => Promise<Happened>;
  /** Files and closes a ticket, with `category` set as it closes; unless learning is frozen it becomes findable. */
  close: (tick: Tick, category: string | null, isLearning: boolean) => Promise<void>;
  /** Learns the closed ticket, and before it what was done, decided and graded longer ago than it can be undone. Milliseconds. */
  learn: (tick: Tick) => Promise<number>;
  /** Events found written by a run that was broken off. */
  resumed: () => number;
};

export type EnvironmentOptions = {
  ports: Omit<AgentPorts, "apprentice">;
  /** Whether a model is asked over the network: then no transaction is open while it answers. */
  isModelFar: boolean;
  origin: Origin;
  /** A replay that goes on may have to learn again for this long, in milliseconds; a save writes the whole state. */
  unsavedFor?: number;
};

type Reacted = { place: Place | null; example: Jobs["learning.learn"] | null };
const nothing: Reacted = { place: null, example: null };

/** Opens the desk on a database of its own, where an interrupted replay may have left off. */
export async function openEnvironment(
  outer: Ctx,
  dialogues: readonly TimedDialogue[],
  options: EnvironmentOptions,
): Promise<Environment> {
  const ctx: Ctx = { ...outer, unattended: noQueue };
  await hire(ctx, dialogues);
  const { origin, unsavedFor = 120_000 } = options;
  const connector: Actor = { kind: "connector", id: origin.source, name: origin.source };
  const done = await alreadyDone(ctx, origin.source);
  const apprentice = await openApprentice(systemCtx("learning", ctx.db), { unsavedFor });
  const ports: AgentPorts = { ...options.ports, apprentice };
  const tickets = new Map<number, number>();
  let examples: { at: number; example: Jobs["learning.learn"] }[] = [];
  let resumed = 0;

  /** Applies a reaction: returns its training example, and the event when it was the analyst's step itself. */
  async function applyReaction(tx: Ctx, { step, before, reaction }: Happening): Promise<Reacted> {
    if (!before || reaction.kind === "none") return nothing;
    const analyst = by(tx, step, origin.analystOf(step));
    const { ticketId, id: agentRunId } = before;
    if (reaction.kind === "grade") {
      if (!done.events.has(origin.keyOf(step)))
        await gradeAgentRun(analyst, { agentRunId, grade: reaction.grade });
      return { place: null, example: before.gate && { ticketId, agentRunId } };
    }
    const suggestionId = before.proposal?.id;
    if (suggestionId === undefined) return nothing;
    const mutationId = mutationOf(step);
    const decideNow = async (): Promise<Decided> => {
      const input = { ...reaction.input, suggestionId, mutationId };
      const { id: decisionId, eventId } = await decide(analyst, input);
      return { decisionId, ticketId, eventId };
    };
    const { decisionId, eventId } = done.decisions.get(mutationId) ?? (await decideNow());
    const place = reaction.isStep && eventId !== null ? { ticketId, eventId } : null;
    return { place, example: { ticketId, decisionId } };
  }

  /** Records what did not happen by a decision, with as many statements for all as for one. */
  async function arrive(tx: Ctx, steps: readonly ReplayStep[]): Promise<Place[]> {
    const events = steps.map((step) => origin.arrivalsOf(step));
    const last = steps.at(-1);
    if (!last) return [];
    const written = await recordEvents(by(tx, last, connector), { events: events.flat() });
    let next = 0;
    return events.flatMap((own) => {
      const place = written[next];
      next += own.length;
      return place ? [place] : [];
    });
  }

  async function runOn(tx: Ctx, step: ReplayStep, place: Place): Promise<RunWithProposal | null> {
    if (!startsRun(step.event.kind)) return null;
    const recorded = await runWithModel(by(tx, step, agentCtx(tx.db).actor), place, ports);
    if (!recorded) return runOf(tx, place.eventId);
    await file(tx, step, place.ticketId, recorded.triage);
    return { ...recorded.agentRun, proposal: recorded.suggestion };
  }

  async function file(tx: Ctx, step: ReplayStep, ticketId: number, triage: Suggestion | null): Promise<void> {
    const analyst = by(tx, step, origin.analystOf(step));
    for (const decisionId of (await origin.file?.(analyst, step, ticketId, triage)) ?? [])
      examples.push({ at: step.at + undoSeconds * 1000, example: { ticketId, decisionId } });
  }

  async function applyWave(tx: Ctx, wave: readonly Happening[]): Promise<Happened> {
    const places = new Map<ReplayStep, Place>();
    const reacted = await Promise.all(wave.map((happening) => applyReaction(tx, happening)));
    for (const [index, { step }] of wave.entries()) {
      const { place, example } = reacted[index] ?? nothing;
      if (place) places.set(step, place);
      if (example) examples.push({ at: step.at + undoSeconds * 1000, example });
    }
    const steps = wave.map(({ step }) => step);
    const arriving = steps.filter((step) => !places.has(step));
    const arrived = arriving.every((step) => done.events.has(origin.keyOf(step)))
      ? arriving.flatMap((step) => done.events.get(origin.keyOf(step)) ?? [])
      : await arrive(tx, arriving);
    for (const [index, place] of arrived.entries()) places.set(arriving[index] as ReplayStep, place);
    for (const step of steps) {
      const place = places.get(step);
      if (!place || !isTaken(step)) continue;
      const { ticketId, eventId: stepEventId } = place;
      examples.push({ at: step.at + undoSeconds * 1000, example: { ticketId, stepEventId } });
    }
    const began = performance.now();
    const made = await Promise.all(
      steps.map(async (step) => {
        const place = places.get(step);
        if (!place) throw new RangeError(`Step ${origin.keyOf(step)} left no event.`);
        tickets.set(step.of.number, place.ticketId);
        return { eventId: place.eventId, run: await runOn(tx, step, place) };
      }),
    );
    const runs = made.filter(({ run }) => run !== null).length;
    return { made, milliseconds: steps.every(isDone) ? null : (performance.now() - began) / runs };
  }

  const mutationOf = (step: ReplayStep) => `${origin.source}:${origin.keyOf(step)}`;
  const isDone = (step: ReplayStep) =>
    done.events.has(origin.keyOf(step)) || done.decisions.has(mutationOf(step));

  return {
    resumed: () => resumed,
    happen: async (wave) => {
      if (wave.length === 0) return { made: [], milliseconds: null };
      resumed += wave.filter(({ step }) => isDone(step)).length;
      return options.isModelFar ? applyWave(ctx, wave) : withTransaction(ctx, (tx) => applyWave(tx, wave));
    },
    close: async (tick, category, isLearning) => {
      const ticketId = tickets.get(tick.of.number);
      if (ticketId === undefined || done.events.has(origin.keyOf(tick))) return;
      await withTransaction(ctx, async (tx) => {
        if (category)
          await setTriage(by(tx, tick, origin.analystOf(tick)), { ticketId, fields: { category } });
        await recordEvent(by(tx, tick, connector), origin.closeOf(tick));
        const knowledge = by(tx, tick, systemCtx("knowledge", tx.db).actor);
        if (isLearning) await indexTickets(knowledge, { ticketIds: [ticketId] });
      });
    },
    learn: async (tick) => {
      const due = examples.filter(({ at }) => at <= tick.at).map(({ example }) => example);
      examples = examples.filter(({ at }) => at > tick.at);
      const ticketId = tickets.get(tick.of.number);
      if (ticketId !== undefined) due.push({ ticketId });
      const fresh = due.filter((example) => !done.examples.has(exampleKey(example)));
      const began = performance.now();
      if (fresh.length > 0)
        await apprentice.learn(by(ctx, tick, systemCtx("learning", ctx.db).actor), ...fresh);
      return performance.now() - began;
    },
  };
}

/** True for a step of the analyst. */
function isTaken({ event }: ReplayStep): boolean {
  return event.kind === "analyst_reply" || event.kind === "tool_call";
}

/** The analysts of the dialogues join the team; they sign in nowhere. */
async function hire({ db }: Ctx, dialogues: readonly TimedDialogue[]): Promise<void> {
  const ids = [...new Set(dialogues.map(({ dialogue }) => dialogue.analyst))];
  if (ids.length === 0) return;
  await db
    .insert(user)
    .values(ids.map((id) => ({ id, name: id, email: `${id}@replay.invalid`, role: "analyst" as const })))
    .onConflictDoNothing();
}

function by(ctx: Ctx, { at }: Tick, actor: Actor): Ctx {
  return { ...ctx, actor, now: () => new Date(at) };
}
