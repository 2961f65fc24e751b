/** What those say who were given a case is not said before the case is given to them. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import type { CaseEvent } from "./model";
import { newApprentice } from "./state";
import { eventOf, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

const complaint = (count: string) =>
  eventOf("customer_message", { body: `This was the ${count} outage, we review our contract.` });
const answer = "I lead the team and call you today with the report.";
const given = {
  handover: [eventOf("handover", { body: "A lead talks to them." })],
  passedOn: passedOn("ann", "lea"),
};

function passedOn(...people: string[]) {
  return people.map((givenTo) => eventOf("assignment", { givenTo }));
}

/** A desk on which everyday tickets are answered by who has them; of every so many one is passed on, where that is told. */
function trained(moves: CaseEvent[][], everyday: CaseEvent[] = [], passedOnEvery = Number.POSITIVE_INFINITY) {
  const apprentice = newApprentice();
  for (let number = 0; number < 12; number++) {
    const asked = eventOf("customer_message", { body: "How do I change my address?" });
    const told = eventOf("analyst_reply", { body: "You change it under Account." });
    const shift = number % passedOnEvery === 1 ? passedOn("ann", "bob") : [];
    const events = [asked, ...everyday, ...shift, told];
    learnCase(apprentice, { ...ticketOf(100 + number, events), closedAt: (number + 1) * 1_000_000 });
  }
  for (const [index, move] of moves.entries()) {
    const events = [
      complaint(["second", "third", "fourth"][index % 3] ?? ""),
      ...move,
      eventOf("analyst_reply", { body: answer }),
    ];
    learnCase(apprentice, { ...ticketOf(index + 1, events), closedAt: (index + 1) * 3_600_000 });
  }
  return apprentice;
}

test.each(Object.entries(given))(
  "what was said only after a %s is withheld until there was one",
  (_, moves) => {
    const apprentice = trained(Array(8).fill(moves));
    const before = propose(apprentice, ticketOf(99, [complaint("third")]));
    expect(before.replies.map(({ text }) => text)).not.toContain(answer);
    expect(before.withheld[0]).toMatchObject({
      text: answer,
      rank: 0,
      bar: { kind: "handed_over", times: 8, of: 8 },
    });
    const after = propose(apprentice, ticketOf(99, [complaint("third"), ...moves]));
    expect(after.replies[0]?.text).toBe(answer);
  },
);

test("the first who is given a ticket takes it from nobody", () => {
  const apprentice = trained(Array(8).fill(passedOn("lea")));
  const { replies } = propose(apprentice, ticketOf(99, [complaint("third")]));
  expect(replies[0]?.text).toBe(answer);
});

test("on a desk that passes every ticket on, passing on says nothing", () => {
  const moves = passedOn("dispatch", "lea");
  const apprentice = trained(Array(8).fill(moves), moves);
  const { replies } = propose(apprentice, ticketOf(99, [complaint("third")]));
  expect(replies[0]?.text).toBe(answer);
});

test.each([
  ["was taken back", passedOn("ann", "lea", "ann")],
  [
    "came back to who had it by way of the queue",
    [...passedOn("ann"), eventOf("assignment"), ...passedOn("ann")],
  ],
  ["was closed, and is open again", [...passedOn("ann", "lea"), eventOf("status_change", { isEnd: true })]],
])("a case that %s waits for its hand-over", (_, moves) => {
  const apprentice = trained(Array(8).fill(given.passedOn));
  const { replies, withheld } = propose(apprentice, ticketOf(99, [...moves, complaint("third")]));
  expect(replies.map(({ text }) => text)).not.toContain(answer);
  expect(withheld[0]).toMatchObject({ text: answer, bar: { kind: "handed_over" } });
});

test("where a shift hands over now and then, two such tickets prove nothing", () => {
  const shifts = passedOn("ann", "bob");
  const apprentice = trained([shifts, shifts], [], 3);
  const { replies, withheld } = propose(apprentice, ticketOf(99, [complaint("third")]));
  expect([replies[0]?.text, withheld]).toEqual([answer, []]);
});

test("what is said as often by whoever has the ticket is anybody's", () => {
  const apprentice = trained([...Array(4).fill(given.handover), ...Array(4).fill([])]);
  const { replies } = propose(apprentice, ticketOf(99, [complaint("third")]));
  expect(replies[0]?.text).toBe(answer);
});
