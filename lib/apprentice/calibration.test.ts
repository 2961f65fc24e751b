/** How far the apprentice believes itself before it was judged often. */
import { expect, test } from "vitest";
import { goodbyes, propose } from "./engine";
import type { CaseEvent, ClosedCase } from "./model";
import { newApprentice } from "./state";
import { learnCase } from "./training";

let id = 0;
function event(kind: CaseEvent["kind"], body: string): CaseEvent {
  id++;
  return { id, kind, at: id * 60_000, actorId: kind === "customer_message" ? null : "ann", body };
}

function shortCase(ticketId: number, question: string, answer: string): ClosedCase {
  return {
    ticketId,
    subject: "",
    queue: null,
    assigneeId: "ann",
    customer: null,
    closedAt: ticketId * 3_600_000,
    events: [
      event("customer_message", question),
      event("analyst_reply", answer),
      event("customer_message", "thank you, it works now"),
      event("analyst_reply", "You are welcome. Have a nice day!"),
    ],
  };
}

test("a goodbye is no answer to a question, and one to thanks", () => {
  const apprentice = newApprentice();
  const asked = ["the mail is slow", "my disk is full", "the login fails", "a certificate expired"];
  asked.forEach((question, index) => {
    learnCase(apprentice, shortCase(index, question, `Answer number ${"abcd"[index]} to this.`));
  });
  const about = { ticketId: 99, subject: "", queue: null, assigneeId: "ann", customer: null };
  const askedOf = (body: string) => ({
    ...about,
    events: [
      event("customer_message", "hello"),
      event("analyst_reply", "Please try it again."),
      event("customer_message", body),
    ],
  });
  const thanked = propose(apprentice, askedOf("thank you, it works now"));
  expect(thanked.replies[0]?.text).toMatch(/nice day/);
  const [goodbye = ""] = thanked.replies.map(({ text }) => text);
  expect(goodbyes(apprentice, askedOf("why is it down for 3 hours?")).isRash(goodbye)).toBe(true);
  expect(goodbyes(apprentice, askedOf("thank you, it works now")).isRash(goodbye)).toBe(false);
});

const library = [
  [
    "The scanner sends no mail, how do I get my scans?",
    "Scans of more than 25 MB are not sent. Please choose a stick.",
  ],
  ["My account is locked, what can I do?", "The lock ends by itself after 30 minutes."],
  ["The key card opens no door, where do I get another?", "Please bring it to the desk, we load it again."],
] as const;

/** A desk that closes tickets with one answer each. */
function answered() {
  const apprentice = newApprentice();
  for (let round = 0; round < 8; round++)
    library.forEach(([question, answer], kind) => {
      const { events, ...of } = shortCase(3 * round + kind, question, answer);
      learnCase(apprentice, { ...of, events: events.slice(0, 2) });
    });
  const of = { ticketId: 99, subject: "", queue: null, assigneeId: "ann", customer: null };
  return (body: string) => propose(apprentice, { ...of, events: [event("customer_message", body)] });
}

test("where one answer closes a ticket, it is an answer and no goodbye", () => {
  const { replies, confidence } = answered()("my account is locked again, what can I do?");
  expect(replies[0]?.text).toMatch(/30 minutes/);
  expect(replies[0]?.ending).toBe(0);
  expect(confidence).toBeGreaterThan(0.7);
});

test("a desk that was always right is not sure of what little was said of before", () => {
  const propose = answered();
  expect(propose("the scanner sends me no mail with my scans").confidence).toBeGreaterThan(0.9);
  for (const other of [
    "The scanner is on fire, how do I get it out?",
    "The lamp in my room is broken, where do I get another?",
  ])
    expect(propose(other).confidence, other).toBeLessThan(0.55);
});
