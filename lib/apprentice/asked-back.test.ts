/** Who asks about what was said to him last hears neither the answer to somebody else's question nor ours again. */
import { expect, test } from "vitest";
import { propose } from "./engine";
import type { CaseEvent } from "./model";
import { type Apprentice, newApprentice } from "./state";
import { eventOf, ticketOf } from "./testing/environment";
import { learnCase } from "./training";

const asks = [
  "Hello, please send me the id of the cluster.",
  "Let us look at it. Which cluster is it, by its id?",
];
const report = "You find our audit reports under Organisation, and an owner can download them.";
const says = (body: string) => eventOf("customer_message", { body });
const reply = (body: string) => eventOf("analyst_reply", { body });

function trained(): Apprentice {
  const desk = newApprentice();
  const learn = (ticketId: number, events: CaseEvent[]) =>
    learnCase(desk, { ...ticketOf(ticketId, events), closedAt: ticketId * 3_600_000 });
  for (let ticket = 1; ticket <= 12; ticket++) {
    const cluster = `k8s-${ticket}c7`;
    learn(ticket, [
      says("Our pods crash again and again since last night"),
      reply(asks[ticket % 2] ?? ""),
      says(`it is ${cluster}`),
      eventOf("tool_call", { tool: "get_events", arguments: { cluster } }),
      eventOf("tool_result", { tool: "get_events", result: { reason: "OOMKilled" } }),
      reply(`Hello, ${cluster} is short of memory.`),
    ]);
    learn(ticket + 100, [says("Where do I find your audit report?"), reply(report)]);
  }
  return desk;
}

const desk = trained();
const repliesTo = (...events: CaseEvent[]) => propose(desk, ticketOf(999, events)).replies;
const opening = [says("Our pods crash again and again"), reply(asks[0] ?? "")];

test.each(["Where do I find that?", "Wo steht das denn?", "それはどこにありますか？"])(
  "is not asked the same in other words: %s",
  (back) => {
    expect(repliesTo(...opening, says(back)).map(({ text }) => text)).not.toContain(asks[1]);
  },
);

test("who answers with nothing of use may be asked again", () => {
  expect(repliesTo(...opening, says("The one for production.")).map(({ text }) => text)).toContain(asks[1]);
});

test("what is no identifier is told by a question as well: the next one may be asked", () => {
  const town = newApprentice();
  const asks = ["Which part of town would you like?", "Tell me where in town it should be."];
  for (let ticket = 1; ticket <= 12; ticket++) {
    const area = ["north", "south", "centre", "west"][ticket % 4] ?? "";
    const events = [
      says("I look for a place to stay"),
      reply(asks[ticket % 2] ?? ""),
      says(`in the ${area}`),
      eventOf("tool_call", { tool: "find", arguments: { area } }),
      eventOf("tool_result", { tool: "find", result: { name: "Elm" } }),
      reply("How about the Elm?"),
    ];
    learnCase(town, { ...ticketOf(ticket, events), closedAt: ticket * 3_600_000 });
  }
  const events = [says("I look for a place to stay"), reply(asks[0] ?? ""), says("Could it be a quiet one?")];
  expect(propose(town, ticketOf(999, events)).replies.map(({ text }) => text)).toContain(asks[1]);
});

test("what was never said in such a case is held to what was said now, and unlikely from the start", () => {
  const unlike = (...events: CaseEvent[]) => repliesTo(...events).find(({ text }) => text === report)?.unlike;
  expect(unlike(says("Where do I find your audit report?"))).toBeLessThan(1);
  expect(unlike(...opening, says("Where do I find that?"))).toBeGreaterThanOrEqual(1);
});
