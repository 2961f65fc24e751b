/** Goodbyes are said only where nothing is open, and nobody is asked for what the ticket holds: learnt from timelines in any language. */
import { expect, test } from "vitest";
import { goodbyes, propose } from "../engine";
import type { CaseEvent, ClosedCase } from "../model";
import { newApprentice, restore, snapshot } from "../state";
import { learnCase } from "../training";

let eventId = 0;

function event(kind: CaseEvent["kind"], body: string, more: Partial<CaseEvent> = {}): CaseEvent {
  eventId++;
  return { id: eventId, kind, at: 1_700_000_000_000 + eventId * 1000, actorId: null, body, ...more };
}

function ticket(ticketId: number, events: CaseEvent[]): ClosedCase {
  const about = { ticketId, subject: "", queue: null, assigneeId: "ann", customer: null };
  return { ...about, events, closedAt: events.at(-1)?.at ?? 0 };
}

const opened = [
  "is slow since noon",
  "does not answer any more",
  "lost its network",
  "hangs after the update",
];
const settled = [
  "it runs again, thanks",
  "thanks, it runs",
  "all fine again, thank you",
  "runs now, thanks a lot",
];

/** A customer names his host at once, or when asked; it is looked up, told, and he thanks. */
function hostCase(number: number): ClosedCase {
  const host = `web-${number}`;
  const isNamed = number % 2 === 0;
  const looked = [
    event("tool_call", "", { tool: "probe", arguments: { host } }),
    event("tool_result", "", { tool: "probe", result: { host, load: 40 + number } }),
    event("analyst_reply", `Host ${host} has a load of ${40 + number}. Please restart its agent.`),
    event("customer_message", settled[number % settled.length] ?? ""),
    event("analyst_reply", "Glad to hear. We close this now."),
  ];
  const what = opened[number % opened.length];
  if (isNamed) return ticket(number, [event("customer_message", `Our host ${host} ${what}`), ...looked]);
  return ticket(number, [
    event("customer_message", `Our host ${what}`),
    event("analyst_reply", "Which host is it? Its name stands in the console."),
    event("customer_message", `it is ${host}`),
    ...looked,
  ]);
}

const trained = () => {
  const apprentice = newApprentice();
  for (let number = 1; number <= 30; number++) learnCase(apprentice, hostCase(number));
  return apprentice;
};

/** What may be shown when a customer wrote `last` after the answer. */
function offeredAfter(last: string): string[] {
  const told = hostCase(40).events.slice(0, 4);
  const of = { ...ticket(99, [...told, event("customer_message", last)]), subject: "" };
  const apprentice = restore(snapshot(trained()));
  const { isRash } = goodbyes(apprentice, of);
  return propose(apprentice, of)
    .replies.map(({ text }) => text)
    .filter((text) => !isRash(text));
}

const goodbye = "Glad to hear. We close this now.";

test.each(["runs again, thank you", "all fine, thanks"])("a goodbye answers “%s”", (last) => {
  expect(offeredAfter(last)).toContain(goodbye);
});

test.each([
  "No, it is as slow as before",
  "That changed nothing, it hangs",
  "Es hängt immer noch",
  "Toujours la même erreur",
  "还是不行",
  "If nobody calls me today we leave you",
  "Now it doesn't even run",
  "thanks, now nothing runs",
  "Automatic reply: I am out of the office until Monday",
])("no goodbye answers “%s”", (last) => {
  expect(offeredAfter(last)).not.toContain(goodbye);
});

test("one word of many thanks proves no end where the others tell of open matters", () => {
  const apprentice = newApprentice();
  for (let number = 1; number <= 30; number++) {
    const [open, ...rest] = hostCase(2 * number).events;
    const said = { ...open, body: `Somebody would call back, and host web-${number} hangs` };
    const thanks = rest.map((one) => (one.kind === "customer_message" ? { ...one, body: "thank you" } : one));
    learnCase(apprentice, ticket(number, [{ ...event("customer_message", ""), ...said }, ...thanks]));
  }
  const fitOf = (last: string) => {
    const told = hostCase(80).events.slice(0, 4);
    return goodbyes(apprentice, { ...ticket(99, [...told, event("customer_message", last)]), subject: "" })
      .fit;
  };
  expect(fitOf("you call")).not.toBe("proven");
  expect(fitOf("thank you")).toBe("proven");
});

test("nobody is asked for the host he named, and it is looked up instead", () => {
  const of = ticket(99, [event("customer_message", "web-77 lost its network")]);
  const { replies, step } = propose(trained(), of);
  expect(replies.map(({ text }) => text)).not.toContain("Which host is it? Its name stands in the console.");
  expect(step).toMatchObject({ kind: "tool", tool: "probe", arguments: { host: "web-77" } });
});

test("what is asked for is learned from an ask in vain too: subjects named the host, and it was asked", () => {
  const apprentice = newApprentice();
  for (let number = 1; number <= 40; number++) {
    const subject = number % 5 === 0 ? "" : `Host web-${number}`;
    learnCase(apprentice, { ...hostCase(number), subject });
  }
  const of = ticket(99, [event("customer_message", "web-77 lost its network")]);
  expect(propose(apprentice, of).replies.map(({ text }) => text)).not.toContain(
    "Which host is it? Its name stands in the console.",
  );
});

test("who named none is asked", () => {
  const { replies } = propose(
    trained(),
    ticket(99, [event("customer_message", "Our host lost its network")]),
  );
  expect(replies[0]?.text).toBe("Which host is it? Its name stands in the console.");
});

test("a host that was looked up already does not answer the question for another", () => {
  const asked = hostCase(42).events.slice(0, 4);
  const of = ticket(99, [...asked, event("customer_message", "now another host lost its network")]);
  expect(propose(trained(), of).replies.map(({ text }) => text)).toContain(
    "Which host is it? Its name stands in the console.",
  );
});

test("words nobody ever said are about nothing known", () => {
  const { replies, tool, step } = propose(
    trained(),
    ticket(99, [event("customer_message", "asdf qwer zxcv")]),
  );
  expect({ replies, tool, step: step.kind }).toEqual({ replies: [], tool: null, step: "hand_over" });
});
