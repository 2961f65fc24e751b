/** What was only ever written to customers is not written where only monitoring would read it. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import type { CaseEvent } from "./model";
import { newApprentice } from "./state";
import { eventOf, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

const answer = "Please send me the id of the volume, it starts with vol-.";

function trainedOn(kind: CaseEvent["kind"]) {
  const apprentice = newApprentice();
  for (let number = 1; number <= 8; number++) {
    const events = [
      eventOf(kind, { body: `Writes to the volumes of region ${number} are slow.` }),
      eventOf("analyst_reply", { body: answer }),
    ];
    learnCase(apprentice, { ...ticketOf(number, events), closedAt: number * 3_600_000 });
  }
  return apprentice;
}
const proposed = (apprentice: ReturnType<typeof newApprentice>, ...kinds: CaseEvent["kind"][]) =>
  propose(
    apprentice,
    ticketOf(
      99,
      kinds.map((kind) => eventOf(kind, { body: "Writes to the volumes of region 9 are slow." })),
    ),
  );

test("an alert gets no words that were only ever said to customers", () => {
  const apprentice = trainedOn("customer_message");
  const { replies, withheld } = proposed(apprentice, "alert_firing");
  expect(replies).toEqual([]);
  expect(withheld[0]?.bar).toEqual({ kind: "no_reader" });
  expect(proposed(apprentice, "customer_message").replies[0]?.text).toBe(answer);
});

test("once a customer has written on its ticket, he is answered", () => {
  const apprentice = trainedOn("customer_message");
  expect(proposed(apprentice, "alert_firing", "customer_message").replies[0]?.text).toBe(answer);
});

test("a team that writes on the tickets of its alerts goes on doing so", () => {
  expect(proposed(trainedOn("alert_firing"), "alert_firing").replies[0]?.text).toBe(answer);
});
