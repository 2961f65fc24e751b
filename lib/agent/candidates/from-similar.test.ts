/** How the tickets most like this one were answered is offered, where it may be said here. */
import { expect, test } from "vitest";
import { newApprentice } from "#lib/apprentice/state";
import { eventOf, ticketOf } from "#lib/apprentice/testing/environment";
import { learnCase } from "#lib/apprentice/training";
import type { Observation, Retrieved } from "../model";
import { seenEvent, seenOn } from "../testing/seen";
import { similarCandidates } from "./from-similar";

const asked = seenEvent(1_001, "customer_message", "The volume vol-55 is full and the database stops.");

/** A desk that has seen one case a week, and a ticket like it. */
function candidates(reply: string, { isHandedOver = false, isAnswered = false } = {}) {
  const engine = newApprentice();
  const complaint = eventOf("customer_message", {
    body: "Our volume vol-77 is full and the database stops.",
  });
  const answer = eventOf("analyst_reply", { body: reply });
  const passedOn = isHandedOver ? [eventOf("handover", { body: "A lead answers this." })] : [];
  for (let number = 0; number < 3; number++) {
    const events =
      number === 0
        ? [complaint, ...passedOn, answer]
        : [
            eventOf("customer_message", { body: "Where is my invoice?" }),
            eventOf("analyst_reply", { body: "You find it in the console." }),
          ];
    learnCase(engine, { ...ticketOf(number + 1, events), closedAt: (number + 1) * 3_600_000 });
  }
  const answered = { ...asked, id: 1_002, kind: "analyst_reply" as const, body: "I am on it.", data: {} };
  const timeline: Observation["timeline"] = isAnswered ? [asked, answered] : [asked];
  const seen = seenOn(timeline, asked);
  const said = [
    { eventId: complaint.id, isOurs: false, body: complaint.body },
    { eventId: answer.id, isOurs: true, body: reply },
  ];
  const filed = { queueId: null, queueName: null, category: null, service: null };
  const similar = [{ ref: 1, ...filed, people: [], whose: "customer 3", said, score: 0.5 }];
  const source = {
    kind: "ticket" as const,
    ref: 1,
    title: "",
    excerpt: "",
    score: 0.5,
    body: "",
    people: [],
    isInternal: false,
  };
  const proposal = {
    step: { kind: "hand_over", probability: 1 },
    typedProbability: 0.6,
  } as Retrieved["proposal"];
  return similarCandidates(seen, { proposal, similar, sources: [source] }, engine);
}

test("with this ticket's values, and what is left of the chance beside templates", () => {
  const [one, ...others] = candidates("Please enlarge vol-77; it works online.");
  expect(one).toMatchObject({
    text: "Please enlarge vol-55; it works online.",
    probability: expect.closeTo(0.2),
  });
  expect(others).toEqual([]);
});

test.for([
  ["it tells what only that ticket knew", candidates("Order 4711 of Tuesday caused it.")],
  ["whoever was given the case said it", candidates("I lead the team and call you.", { isHandedOver: true })],
  ["somebody has answered here", candidates("Please enlarge vol-77.", { isAnswered: true })],
] as const)("it is left out where %s", ([, offered]) => {
  expect(offered).toEqual([]);
});
