/** The replayed desk: what really happened, done to tickets by the commands of production at the dialogue's own time. */
import { user } from "#db/schema/index";
import { openApprentice } from "#lib/agent/apprentice-state";
import { type AgentPorts, considerTicket } from "#lib/agent/loop";
import { indexTickets } from "#lib/knowledge/commands";
import type { DialogueEvent } from "#lib/learning/star";
import { type Actor, agentCtx, type Ctx, systemCtx, withTransaction } from "#lib/platform/context";
import { decide, gradeConsideration } from "#lib/suggestions/commands";
import { type DecideInput, type Grade, undoSeconds } from "#lib/suggestions/model";
import { recordEvent, setTriage } from "#lib/tickets/commands";
import { isConsiderable } from "#lib/tickets/model";
import { alreadyDone, type Decided, type Look, lookAt, type Place } from "./queries";
import type { Tick, TimedDialogue } from "./wall-clock";

/** Connector name of replayed tickets. */
const source = "replay";

/** What the analyst who takes the real step does about the proposal, or about the silence, before it. */
export type Reaction =
  | { kind: "none" }
  | { kind: "grade"; grade: Grade }
  | { kind: "decide"; input: Omit<DecideInput, "suggestionId" | "mutationId">; isStep: boolean };

export type Considered = { look: Look; milliseconds: number };

export type Desk = {
  /** Lets an event happen, an analyst's step with his reaction to the look before it; then the agent considers it. */
  happen: (
    tick: Tick,
    before: Look | null,
    reaction: Reaction,
  ) => Promise<{ place: Place; considered: Considered | null }>;
  /** Files and closes a ticket; `category` is set as it closes. */
  close: (tick: Tick, category: string | null) => Promise<void>;
  /** Teaches what the close of a ticket teaches, and makes it findable; returns the milliseconds of learning. */
  teachClosed: (tick: Tick) => Promise<number>;
  /** Teaches the decisions whose undo window is over at `at`. */
  teachDecisions: (at: number) => Promise<void>;
  /** Events found written by a run that was broken off. */
  resumed: () => number;
};

export type DeskOptions = {
  ports: Omit<AgentPorts, "apprentice">;
  /** Whether a model is asked over the network: then no transaction is open while it answers. */
  isModelFar: boolean;
  withoutAssignee: boolean;
};

/** Opens the desk on a database of its own, where an interrupted replay may have left off. */
export async function openDesk(
  ctx: Ctx,
  dialogues: readonly TimedDialogue[],
  options: DeskOptions,
): Promise<Desk> {
  await hire(ctx, dialogues);
  const done = await alreadyDone(ctx, source);
  const apprentice = await openApprentice(systemCtx("learning", ctx.db));
  const ports: AgentPorts = { ...options.ports, apprentice };
  const tickets = new Map<number, number>();
  const lessons: { at: number; ticketId: number; decisionId: number }[] = [];
  let resumed = 0;

  async function record(tx: Ctx, tick: Tick): Promise<Place> {
    const known = done.events.get(eventKey(tick));
    if (known) return known;
    const place = await recordEvent(tx, inbound(tick));
    if (tick.place === 0 && !options.withoutAssignee) await recordEvent(tx, assignment(tick));
    return place;
  }

  async function settle(tx: Ctx, tick: Tick, before: Look, reaction: Reaction): Promise<Place | null> {
    if (reaction.kind === "none") return null;
    const analyst = by(tx, tick, personOf(tick));
    if (reaction.kind === "grade") {
      if (!done.events.has(eventKey(tick)))
        await gradeConsideration(analyst, { considerationId: before.id, grade: reaction.grade });
      return null;
    }
    const suggestionId = before.proposal?.id;
    if (suggestionId === undefined) return null;
    const mutationId = `${source}:${eventKey(tick)}`;
    const decideNow = async (): Promise<Decided> => {
      const row = await decide(analyst, { ...reaction.input, suggestionId, mutationId });
      return { decisionId: row.id, ticketId: row.ticketId, eventId: row.eventId };
    };
    const decided = done.decisions.get(mutationId) ?? (await decideNow());
    const { decisionId, ticketId, eventId } = decided;
    lessons.push({ at: tick.at + undoSeconds * 1000, ticketId, decisionId });
    return reaction.isStep && eventId !== null ? { ticketId, eventId } : null;
  }

  async function consider(tx: Ctx, tick: Tick, place: Place): Promise<Considered | null> {
    if (!tick.event || !isConsiderable(tick.event.kind)) return null;
    const began = performance.now();
    await considerTicket(by(tx, tick, agentCtx(tx.db).actor), place, ports);
    const milliseconds = performance.now() - began;
    const look = await lookAt(tx, place.eventId);
    return { look, milliseconds: done.events.has(eventKey(tick)) ? look.durationMs : milliseconds };
  }

  return {
    resumed: () => resumed,
    happen: async (tick, before, reaction) => {
      if (done.events.has(eventKey(tick))) resumed++;
      const work = async (tx: Ctx) => {
        const connector = by(tx, tick, { kind: "connector", id: source, name: source });
        const place =
          (before && (await settle(tx, tick, before, reaction))) ?? (await record(connector, tick));
        tickets.set(tick.of.number, place.ticketId);
        return { place, considered: await consider(tx, tick, place) };
      };
      return options.isModelFar ? work(ctx) : withTransaction(ctx, work);
    },
    close: async (tick, category) => {
      const ticketId = tickets.get(tick.of.number);
      if (ticketId === undefined || done.events.has(eventKey(tick))) return;
      await withTransaction(ctx, async (tx) => {
        if (category) await setTriage(by(tx, tick, personOf(tick)), { ticketId, fields: { category } });
        await recordEvent(by(tx, tick, { kind: "connector", id: source, name: source }), {
          ...shared(tick),
          kind: "status_change",
          actorKind: "customer",
          actorName: tick.of.dialogue.customer,
          data: { to: "closed" },
        });
      });
    },
    teachClosed: async (tick) => {
      const ticketId = tickets.get(tick.of.number);
      if (ticketId === undefined) return 0;
      const began = performance.now();
      await apprentice.learn(by(ctx, tick, systemCtx("learning", ctx.db).actor), { ticketId });
      const milliseconds = performance.now() - began;
      await indexTickets(by(ctx, tick, systemCtx("knowledge", ctx.db).actor), { ticketIds: [ticketId] });
      return milliseconds;
    },
    teachDecisions: async (at) => {
      for (let due = lessons[0]; due && due.at <= at; due = lessons[0]) {
        lessons.shift();
        const { at: when, ...lesson } = due;
        await apprentice.learn({ ...systemCtx("learning", ctx.db), now: () => new Date(when) }, lesson);
      }
    },
  };
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

function personOf({ of }: Tick): Actor {
  const { analyst } = of.dialogue;
  return { kind: "user", id: analyst, name: analyst, role: "analyst" };
}

function by(ctx: Ctx, { at }: Tick, actor: Actor): Ctx {
  return { ...ctx, actor, now: () => new Date(at) };
}

/** Padded, because events of one instant are ordered by it. */
function eventKey({ of, place }: Tick): string {
  return `${of.number}/${String(place).padStart(4, "0")}`;
}

function shared(tick: Tick) {
  const { customer } = tick.of.dialogue;
  return {
    source,
    externalId: eventKey(tick),
    ticketExternalId: String(tick.of.number),
    at: new Date(tick.at),
    customer: { externalId: customer, name: customer },
  };
}

function inbound(tick: Tick & { event: DialogueEvent | null }) {
  const { event, of } = tick;
  if (!event) throw new RangeError("A close is no event of the dialogue.");
  const { analyst, customer } = of.dialogue;
  const said = shared(tick);
  switch (event.kind) {
    case "customer_message":
      return {
        ...said,
        kind: event.kind,
        body: event.body,
        actorKind: "customer" as const,
        actorName: customer,
      };
    case "analyst_reply":
      return { ...said, ...ofAnalyst(analyst), kind: event.kind, body: event.body };
    case "tool_call":
      return {
        ...said,
        ...ofAnalyst(analyst),
        kind: event.kind,
        data: { tool: event.tool, arguments: event.arguments },
      };
    case "tool_result": {
      const data = { tool: event.tool, result: event.result };
      return { ...said, kind: event.kind, data, actorKind: "system" as const, actorName: event.tool };
    }
  }
}

function ofAnalyst(analyst: string) {
  return { actorKind: "analyst" as const, actorId: analyst, actorName: analyst };
}

/** Who works on the ticket, as its source tells with the first event. */
function assignment(tick: Tick) {
  return {
    ...shared(tick),
    externalId: `${eventKey(tick)}/assigned`,
    kind: "assignment" as const,
    actorKind: "system" as const,
    actorName: source,
    data: { to: tick.of.dialogue.analyst },
  };
}
