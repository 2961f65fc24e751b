/** The story's closed tickets as dialogues on one clock, and how they come to the desk. */
import { queue } from "#db/schema/team";
import type { Origin } from "#lib/evaluation/origin";
import type { StepEvent, Tick, TimedDialogue } from "#lib/evaluation/wall-clock";
import type { Ctx } from "#lib/platform/context";
import { decide } from "#lib/suggestions/commands";
import type { Suggestion } from "#lib/suggestions/model";
import { setTriage } from "#lib/tickets/commands";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { TriageFields } from "#lib/tickets/model";
import { demoSource, historyOf, toldBy } from "./history";
import { practices } from "./practice";
import type { ClosedStoryTicket, StoryCustomer, StoryPerson } from "./story/model";
import { leadKey } from "./story/people";
import { personId } from "./team";

export type Cast = {
  customers: ReadonlyMap<string, StoryCustomer>;
  people: ReadonlyMap<string, StoryPerson>;
};

/** Milliseconds after which an analyst has filed a ticket that came in. */
const filedAfter = 45_000;

/** A ticket of the past with what really happened on it, step by step; the last one closes it. */
type Played = { ticket: ClosedStoryTicket; events: InboundEventInput[] };

/** The tickets in the order of opening, and what connects them with the desk they are played on. */
export async function pastOrigin(
  ctx: Ctx,
  tickets: readonly ClosedStoryTicket[],
  cast: Cast,
  now: Date,
): Promise<{ dialogues: TimedDialogue[]; origin: Origin }> {
  const queues = await ctx.db.select({ id: queue.id, key: queue.key }).from(queue);
  const queueIds = new Map(queues.map(({ id, key }) => [key, id]));
  const practiceOf = practices(tickets);
  const played = new Map<number, Played>();
  const dialogues = [...tickets]
    .sort((left, right) => right.openedMinutesAgo - left.openedMinutesAgo)
    .map((ticket, place): TimedDialogue => {
      const number = place + 1;
      const events = historyOf(ticket, cast, now, { isFiled: false });
      played.set(number, { ticket, events });
      return dialogueOf(number, { ticket, events }, practiceOf);
    });
  const of = (tick: Tick): Played => {
    const one = played.get(tick.of.number);
    if (!one) throw new RangeError(`There is no ticket ${tick.of.number}.`);
    return one;
  };
  const eventOf = (tick: Tick): InboundEventInput => {
    const event = of(tick).events[tick.place];
    if (!event) throw new RangeError(`There is no step ${tick.place} of ticket ${tick.of.number}.`);
    return event;
  };
  const origin: Origin = {
    source: demoSource,
    keyOf: (tick) => eventOf(tick).externalId,
    arrivalsOf: (step) => [{ ...eventOf(step), at: new Date(step.at) }],
    closeOf: (tick) => ({ ...eventOf(tick), at: new Date(tick.at) }),
    analystOf: (tick) => {
      const person = cast.people.get(takenBy(eventOf(tick), of(tick).ticket));
      if (!person) throw new RangeError(`Nobody works on ticket ${tick.of.number}.`);
      return { kind: "user", id: personId(person.key), name: person.name, role: person.role };
    },
    file: async (tx, step, ticketId, triage) => {
      if (step.place > 0) return [];
      const { queue: key, category, service } = of(step).ticket;
      const later = { ...tx, now: () => new Date(step.at + filedAfter) };
      return fileTicket(later, ticketId, triage, { queueId: queueIds.get(key) ?? null, category, service });
    },
  };
  return { dialogues, origin };
}

/** Takes the proposed fields as they are or mends them, and sets what is still open by hand. */
async function fileTicket(
  analyst: Ctx,
  ticketId: number,
  proposed: Suggestion | null,
  truth: TriageFields,
): Promise<number[]> {
  const fields = proposed?.kind === "triage" ? proposed.payload.triage : {};
  const mended = Object.fromEntries(Object.entries(truth).filter(([name]) => name in fields)) as TriageFields;
  const decided: number[] = [];
  if (proposed && Object.keys(mended).length > 0) {
    const input = { suggestionId: proposed.id, mutationId: `${demoSource}:file:${proposed.id}` };
    const { id } = await decide(analyst, { ...input, verdict: "accept", triage: mended });
    decided.push(id);
  }
  await setTriage(analyst, { ticketId, fields: truth });
  return decided;
}

/** Replies may name who wrote them; all else is done by the assignee. */
function takenBy({ kind, actorId }: InboundEventInput, { assignee }: ClosedStoryTicket): string {
  const writer = kind === "analyst_reply" ? actorId?.replace(personId(""), "") : undefined;
  return writer ?? assignee ?? leadKey;
}

function dialogueOf(
  number: number,
  { ticket, events }: Played,
  practiceOf: ReturnType<typeof practices>,
): TimedDialogue {
  let last = 0;
  const later = (at: Date) => {
    last = Math.max(last + 1, at.getTime());
    return last;
  };
  const steps = events.slice(0, -1).map((event) => stepOf(event, ticket, later(event.at)));
  const openedAt = steps[0]?.at ?? 0;
  const closedAt = later(events.at(-1)?.at ?? new Date(openedAt));
  const analyst = personId(ticket.assignee ?? leadKey);
  const customer = ticket.customer ?? "monitoring";
  return {
    number,
    dialogue: { id: number, openedAt, closedAt, analyst, customer, events: [] },
    truth: {
      labels: steps.map((step) => (step.kind === "analyst_reply" ? practiceOf(ticket, step.body) : null)),
      kind: ticket.category,
      singleKind: true,
    },
    events: steps,
    closedAt,
  };
}

function stepOf(event: InboundEventInput, ticket: ClosedStoryTicket, at: number): StepEvent {
  const told = toldBy(ticket, event);
  if (!told) return { kind: "assignment", at, body: "" };
  switch (told.kind) {
    case "tool_call":
      return { kind: told.kind, at, tool: told.tool, arguments: told.arguments };
    case "tool_result":
      return { kind: told.kind, at, tool: told.tool, result: told.result };
    default:
      return { kind: told.kind, at, body: told.body };
  }
}
