/** Invented support dialogues with overlapping tickets, figures of their own and some hand-written replies: a small stand-in for recorded ones. */
import { nextRandom, type RandomState } from "#lib/apprentice/tokens";
import type { DialogueEvent, LabelledDialogue } from "./star";

type Turn = { event: (facts: Facts) => EventBody; label?: string };
type EventBody =
  | { kind: "customer_message" | "analyst_reply"; body: string }
  | { kind: "tool_call"; tool: string; arguments: Record<string, unknown> }
  | { kind: "tool_result"; tool: string; result: Record<string, unknown> | null };
type Facts = { name: string; host: string; port: number; order: number; day: string; share: number };

const names = ["Ada", "Bo", "Chidi", "Dana", "Emre", "Fen", "Goran", "Hana"];
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const secondsPerTurn = 20;
const secondsBetweenTickets = 45;
/** Share of replies an analyst words himself. */
const ownWords = 0.1;

const says = (text: (facts: Facts) => string): Turn => ({
  event: (facts) => ({ kind: "customer_message", body: text(facts) }),
});
const replies = (label: string, text: (facts: Facts) => string): Turn => ({
  event: (facts) => ({ kind: "analyst_reply", body: text(facts) }),
  label,
});
const calls = (tool: string, values: (facts: Facts) => Record<string, unknown>): Turn => ({
  event: (facts) => ({ kind: "tool_call", tool, arguments: values(facts) }),
});
const finds = (tool: string, result: (facts: Facts) => Record<string, unknown> | null): Turn => ({
  event: (facts) => ({ kind: "tool_result", tool, result: result(facts) }),
});

const greeting = replies("hello", () => "Hello, how can I help?");
const farewell = replies("bye", () => "Thank you and goodbye.");
const thanks = says(() => "great, thanks a lot");

/** The flows of each kind of case. */
const flows: Record<string, Turn[]> = {
  disk_full: [
    says((facts) => `Hi, writes fail on ${facts.host}, it says no space left on device`),
    calls("disk_usage", (facts) => ({ Host: facts.host })),
    finds("disk_usage", (facts) => ({ Host: facts.host, UsedPercent: facts.share, Volume: "data" })),
    replies(
      "disk_inform",
      (facts) =>
        `The data volume of ${facts.host} is ${facts.share} percent full. Shall I clean the old logs?`,
    ),
    says(() => "yes please do"),
    replies("disk_cleaned", (facts) => `Done, the old logs on ${facts.host} are gone.`),
    thanks,
    farewell,
  ],
  refund: [
    says(() => "hello"),
    greeting,
    says(() => "I was charged twice for an order and want my money back"),
    replies("ask_order", () => "Could you give me the order number, please?"),
    says((facts) => `it is ${facts.order}`),
    calls("find_order", (facts) => ({ Order: facts.order })),
    finds("find_order", (facts) => ({ Order: facts.order, Customer: facts.name, Charges: 2 })),
    replies(
      "refund_done",
      (facts) =>
        `Thank you, ${facts.name}. Order ${facts.order} was charged twice; one charge is being returned.`,
    ),
    thanks,
    farewell,
  ],
  port_closed: [
    says((facts) => `cannot reach port ${facts.port} on ${facts.host} since this morning`),
    calls("probe_port", (facts) => ({ Host: facts.host, Port: facts.port })),
    finds("probe_port", (facts) => (facts.port % 2 === 0 ? { Port: facts.port, State: "filtered" } : null)),
    replies("port_inform", (facts) =>
      facts.port % 2 === 0
        ? `Port ${facts.port} is filtered by a firewall rule. Should I open it?`
        : "The probe found nothing. Is the host running?",
    ),
    says((facts) => (facts.port % 2 === 0 ? "open it please" : "it is running")),
    replies("escalate", () => "I am passing this on to the network team."),
    thanks,
    farewell,
  ],
  visit: [
    says(() => "hello"),
    greeting,
    says(() => "we need a technician to come by"),
    replies("ask_day", () => "Which day suits you?"),
    says((facts) => `${facts.day} would be good`),
    calls("book_visit", (facts) => ({ Day: facts.day })),
    finds("book_visit", (facts) => ({ Day: facts.day, Confirmation: facts.order })),
    replies(
      "visit_done",
      (facts) => `A technician comes on ${facts.day}. Your confirmation is ${facts.order}.`,
    ),
    thanks,
    farewell,
  ],
};

/** `count` dialogues in time order, several open at a time; the same seed gives the same dialogues. */
export function syntheticDialogues(count: number, seed = 7): LabelledDialogue[] {
  const random: RandomState = { seed };
  const kinds = Object.keys(flows);
  return Array.from({ length: count }, (_, index) => {
    // Kinds open one after another, as on a real desk.
    const open = Math.min(kinds.length, 2 + Math.floor((index * kinds.length) / count));
    const kind = pick(random, kinds.slice(0, open));
    return toDialogue(index + 1, kind, random);
  });
}

function toDialogue(id: number, kind: string, random: RandomState): LabelledDialogue {
  const facts: Facts = {
    name: pick(random, names),
    host: `web-${whole(random, 10, 99)}`,
    port: whole(random, 1000, 9999),
    order: whole(random, 10_000, 99_999),
    day: pick(random, days),
    share: whole(random, 81, 99),
  };
  const openedAt = 1_700_000_000_000 + id * secondsBetweenTickets * 1000;
  const events: DialogueEvent[] = [];
  const labels: (string | null)[] = [];
  for (const turn of flows[kind] ?? []) {
    const at = openedAt + (events.length + nextRandom(random)) * secondsPerTurn * 1000;
    const isOwn = turn.label !== undefined && nextRandom(random) < ownWords;
    const event = turn.event(facts);
    events.push(
      isOwn
        ? { kind: "analyst_reply", at, body: `Let me see, ${facts.name}: case ${id} ${pick(random, days)}.` }
        : { ...event, at },
    );
    labels.push(isOwn ? null : (turn.label ?? null));
  }
  const closedAt = (events.at(-1)?.at ?? openedAt) + 5_000;
  const analyst = `analyst-${whole(random, 1, 5)}`;
  return {
    dialogue: { id, openedAt, closedAt, analyst, customer: `customer-${whole(random, 1, 40)}`, events },
    truth: { labels, kind, singleKind: true },
  };
}

function pick<Value>(random: RandomState, values: readonly Value[]): Value {
  const value = values[Math.floor(nextRandom(random) * values.length)];
  if (value === undefined) throw new RangeError("Nothing to pick from.");
  return value;
}

function whole(random: RandomState, from: number, to: number): number {
  return from + Math.floor(nextRandom(random) * (to - from + 1));
}
