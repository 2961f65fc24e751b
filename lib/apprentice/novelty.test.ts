/** A case of a kind nobody closed is told from one of a known kind by how the past cases are alike, whatever the language. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import { newApprentice } from "./state";
import { eventOf, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

type Desk = { causes: string[]; kinds: { asks: (thing: string, cause: string) => string; reply: string }[] };

const english: Desk = {
  causes: ["this morning", "the storm", "our last update", "the weekend", "half an hour ago", "last night"],
  kinds: [
    {
      asks: (thing, cause) => `The pump of our ${thing} does not start since ${cause}, can you check it?`,
      reply: "Hello, please send me the number on the plate of the pump.",
    },
    {
      asks: (thing, cause) => `Water runs out of the ${thing} since ${cause}, please help us soon.`,
      reply: "Hello, please close the main valve and tell me which floor it is.",
    },
    {
      asks: (thing, cause) =>
        `The bill for the ${thing} is much too high since ${cause}, can you explain it?`,
      reply: "Hello, please send me the number of the bill, it stands at the top.",
    },
  ],
};
const german: Desk = {
  causes: ["heute früh", "dem Sturm", "dem Wochenende", "gestern Abend", "einer halben Stunde", "dem Umbau"],
  kinds: [
    {
      asks: (thing, cause) => `Die Pumpe der ${thing} läuft seit ${cause} nicht an, können Sie nachsehen?`,
      reply: "Guten Tag, bitte nennen Sie mir die Nummer auf dem Schild der Pumpe.",
    },
    {
      asks: (thing, cause) => `Seit ${cause} tropft Wasser aus der ${thing}, bitte helfen Sie uns schnell.`,
      reply: "Guten Tag, bitte schließen Sie den Haupthahn und nennen Sie mir das Stockwerk.",
    },
    {
      asks: (thing, cause) => `Die Rechnung für die ${thing} ist seit ${cause} viel zu hoch, warum?`,
      reply: "Guten Tag, bitte nennen Sie mir die Nummer der Rechnung, sie steht ganz oben.",
    },
  ],
};
const things = ["heating", "cellar", "garage", "kitchen", "laundry", "boiler"];

/** The desk's own cases in turn, each kind with every cause. */
function experienced({ causes, kinds }: Desk) {
  const apprentice = newApprentice();
  let number = 0;
  for (const [round, cause] of causes.entries())
    for (const [place, { asks, reply }] of kinds.entries()) {
      number++;
      const events = [
        eventOf("customer_message", { body: asks(things[(round + place) % things.length] ?? "", cause) }),
        eventOf("analyst_reply", { body: reply }),
      ];
      learnCase(apprentice, { ...ticketOf(number, events), closedAt: number * 3_600_000 });
    }
  return (body: string) => propose(apprentice, ticketOf(999, [eventOf("customer_message", { body })]));
}

test.each([
  [
    "English",
    english,
    "The pump in our cellar stopped after the storm and does not start, can you check?",
    "For how long do you keep the readings of a flat, can you tell us?",
  ],
  [
    "German",
    german,
    "Unsere Pumpe läuft seit dem Umbau nicht an, können Sie bitte nachsehen?",
    "Wie lange bewahren Sie die Werte einer Wohnung auf, können Sie uns das sagen?",
  ],
])("what is of no known kind is strange, and is not answered with confidence: %s", (_, desk, known, anew) => {
  const propose = experienced(desk);
  const [own, other] = [propose(known), propose(anew)];
  expect(own.features.strange).toBeLessThan(0.3);
  expect(other.features.strange).toBeGreaterThan(0.8);
  expect(own.confidence).toBeGreaterThan(0.6);
  expect(other.confidence).toBeLessThan(0.2);
});

test("nothing is strange where nothing was closed", () => {
  const { features } = propose(
    newApprentice(),
    ticketOf(1, [eventOf("customer_message", { body: "It hangs." })]),
  );
  expect(features.strange).toBe(0);
});
