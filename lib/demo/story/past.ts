/** Four weeks of cases that are made up, from the question to the close: the same every time. */
import { inOwnWords } from "./answers";
import { type Case, caseOf } from "./case";
import { analyst, customer, firing, note, resolved } from "./dialogue";
import { diceFor } from "./dice";
import { kinds } from "./kinds/kinds";
import type { Found, LookUp } from "./kinds/model";
import { foundBy } from "./look-up";
import { automatic, closing, complaints, foundIt, secondLook, stillFails, thanks } from "./manners";
import type { ClosedStoryTicket, StoryCustomer, StoryEvent, StoryPerson } from "./model";
import { leadKey, people } from "./people";
import { filled, worded } from "./wording";

const minutesOfDay = 24 * 60;
export const pastDays = 28;

/** `count` closed tickets spread over the four weeks, and those that come on days of their own; and who wrote them. */
export function pastTickets(count: number): { tickets: ClosedStoryTicket[]; customers: StoryCustomer[] } {
  const common = kinds.filter((kind) => !("onDays" in kind));
  const spread = Array.from({ length: count }, (_, place) => {
    const day = ((place + diceFor(`opened ${place}`).between(0, 99) / 100) / count) * pastDays;
    return { day, key: `past-${place}`, one: caseOf(`past/${place}`, common) };
  });
  const dated = kinds.flatMap((kind) =>
    kind.shape === "request"
      ? (kind.onDays ?? []).map((day) => {
          const key = `past-${kind.key}-${day}`;
          return { day, key, one: caseOf(key, [kind]) };
        })
      : [],
  );
  const made = [...spread, ...dated];
  return {
    tickets: made.map(({ one, key, day }) =>
      closedTicket(one, key, Math.round((1 - day / pastDays) * (pastDays * minutesOfDay - 600)) + 420),
    ),
    customers: [
      ...new Map(
        made.flatMap(({ one }) => (one.shape === "alert" ? [] : [[one.customer.key, one.customer]])),
      ).values(),
    ],
  };
}

function closedTicket(one: Case, key: string, openedMinutesAgo: number): ClosedStoryTicket {
  const { kind, subject } = one;
  const assignee = assigneeOf(one);
  const events = eventsOf(one, assignee);
  const { queue, category, service, priority } = kind;
  const last = events.at(-1)?.after ?? 0;
  return {
    key,
    customer: one.shape === "alert" ? null : one.customer.key,
    subject,
    queue,
    category,
    service,
    priority,
    assignee: assignee.key,
    openedMinutesAgo,
    closed: true,
    resolutionMinutes: last + one.dice.between(1, 6),
    events,
  };
}

function assigneeOf({ kind, dice }: Case): StoryPerson {
  const able = people.filter(({ role, queues }) => role === "analyst" && queues.includes(kind.queue));
  return dice.pick(able as [StoryPerson, ...StoryPerson[]]);
}

function eventsOf(one: Case, assignee: StoryPerson): StoryEvent[] {
  switch (one.shape) {
    case "alert":
      return alertEvents(one);
    case "escalated":
      return escalatedEvents(one);
    case "request":
      return requestEvents(one, assignee);
  }
}

function alertEvents({ alert, kind, facts, dice }: Case & { shape: "alert" }): StoryEvent[] {
  const found = foundBy(kind.lookUp(facts));
  const over = dice.between(12, 40);
  return [
    firing(0, alert),
    ...lookedUp(dice.between(1, 3), kind.lookUp(facts), found),
    note(5, kind.note(found)),
    resolved(over, alert),
    note(over + dice.between(5, 20), kind.over),
  ];
}

function escalatedEvents({ body, kind, dice }: Case & { shape: "escalated" }): StoryEvent[] {
  const taken = dice.between(4, 20);
  const answered = taken + dice.between(6, 50);
  const thanked = answered + dice.between(5, 200);
  return [
    customer(0, body),
    { kind: "handover", after: taken, body: kind.reason },
    analyst(answered, dice.pick(kind.settled as [string, ...string[]]), leadKey),
    customer(
      thanked,
      worded(dice.pick(["{Thank you|Good}, {I wait for it|that is what I needed}."]), {}, dice),
    ),
  ];
}

/** Asked for what is missing, looked it up, answered; then what the customer makes of it. */
function requestEvents(one: Case & { shape: "request" }, assignee: StoryPerson): StoryEvent[] {
  const { kind, facts, dice, body, isTold } = one;
  const events: StoryEvent[] = [customer(0, body)];
  let at = dice.between(3, 25);
  const later = (low: number, high: number) => {
    at += dice.between(low, high);
    return at;
  };
  if (!isTold) {
    events.push(analyst(at, kind.ask));
    events.push(customer(later(4, 90), worded(dice.pick(kind.given as [string, ...string[]]), facts, dice)));
    later(2, 12);
  }
  const call = kind.lookUp?.(facts);
  const found = call ? foundBy(call) : {};
  if (call) events.push(...lookedUp(at, call, found));
  const answer = kind.answer(found, facts);
  events.push(
    analyst(
      later(2, 7),
      kind.lookUp && dice.between(0, 9) === 0 ? inOwnWords(one, answer, assignee) : answer,
    ),
  );
  const say = (texts: string[]) => worded(dice.pick(texts as [string, ...string[]]), facts, dice);
  const chance = dice.between(0, 99);
  if (chance < 5) events.push(customer(later(1, 2), say(automatic)));
  if (chance >= 88) return events;
  if (chance >= 78) {
    events.push(customer(later(10, 60), say(stillFails)), analyst(later(3, 12), say(secondLook)));
    events.push(analyst(later(15, 50), say(foundIt)));
    if (chance < 81) return [...events, customer(later(5, 60), say(complaints))];
  } else if (chance >= 64 && kind.questions.length > 0) {
    const [asked, answered] = dice.pick(kind.questions as [[string, string], ...[string, string][]]);
    events.push(customer(later(5, 45), asked), analyst(later(2, 10), filled(answered, facts)));
  }
  events.push(customer(later(5, 120), say(thanks)), analyst(later(2, 20), closing));
  return events;
}

function lookedUp(after: number, call: LookUp, result: Found): StoryEvent[] {
  const { tool } = call;
  return [
    { kind: "tool_call", after, ...call },
    { kind: "tool_result", after: after + 0.1, tool, result },
  ];
}
