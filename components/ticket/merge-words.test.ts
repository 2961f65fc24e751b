/** What the dialog says before two customers are merged. */
import { expect, test } from "vitest";
import { mergeWords } from "./merge-words";

const ann = { id: 1, externalId: "ann", name: "Ann", email: null, company: null, plan: "Team", notes: "" };
const bob = {
  ...{ id: 2, externalId: "b", name: "Bob", email: "bob@x.example", company: "Fjordline", plan: "Free" },
  ...{ notes: "", source: "chat", tickets: 3 },
};

test("it says what moves, and what the card gets", () => {
  expect(mergeWords(ann, bob)).toEqual([
    "All 3 tickets of Bob, and what Bob writes from now on, are filed under Ann.",
    "The card of Ann stays and gets the email and company of Bob.",
    "It can be undone on the card at any time.",
  ]);
  expect(mergeWords({ ...ann, email: "a@x.example", company: "X" }, { ...bob, tickets: 1 })).toEqual([
    "The ticket of Bob, and what Bob writes from now on, is filed under Ann.",
    "The card of Ann stays as it is.",
    "It can be undone on the card at any time.",
  ]);
  expect(mergeWords(ann, { ...bob, tickets: 0 })[0]).toBe("What Bob writes from now on is filed under Ann.");
});
