/** What was looked up about a thing that the customer then replaced is not told: the other is looked up. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import type { CaseEvent } from "../model";
import { newApprentice } from "../state";
import { eventOf, ticketOf } from "../testing/environment";
import { learnCase } from "../training";
import { withoutOvertaken } from "./overtaken";

const says = (body: string) => eventOf("customer_message", { body });
const lookUp = (volume: string) => [
  eventOf("tool_call", { tool: "describe_volume", arguments: { volume } }),
  eventOf("tool_result", { tool: "describe_volume", result: { volume, limit: 3000 } }),
];
const reply = (body: string) => eventOf("analyst_reply", { body });
const lookUpsIn = (events: readonly CaseEvent[]) =>
  withoutOvertaken(events).flatMap(({ kind, arguments: given }) =>
    kind === "tool_call" ? [given?.volume] : [],
  );

test.each([
  ["a correction", [...lookUp("vol-24"), says("sorry, I meant vol-42")], []],
  ["another one, in any words", [...lookUp("vol-24"), says("すみません、VOL-42 の間違いでした")], []],
  ["both named again", [...lookUp("vol-24"), says("it is vol-42, not vol-24")], ["vol-24"]],
  ["a thing of another kind", [...lookUp("vol-24"), says("it hangs on vm-42")], ["vol-24"]],
  [
    "looked up since",
    [...lookUp("vol-24"), says("I meant vol-42"), ...lookUp("vol-42")],
    ["vol-24", "vol-42"],
  ],
  ["answered before", [...lookUp("vol-24"), reply("It is full."), says("and vol-42?")], ["vol-24"]],
  ["nothing named", [...lookUp("vol-24"), says("any news?")], ["vol-24"]],
])("%s", (_, events, left) => {
  expect(lookUpsIn([says("vol-24 is slow"), ...events])).toEqual(left);
});

test("the other is looked up, and nothing is told of the first", () => {
  const desk = newApprentice();
  for (let ticket = 1; ticket <= 8; ticket++) {
    const volume = `vol-${ticket}c7`;
    const events = [
      says(`${volume} is slow`),
      ...lookUp(volume),
      reply(`Hello, ${volume} reaches its limit of 3000.`),
    ];
    learnCase(desk, { ...ticketOf(ticket, events), closedAt: ticket * 3_600_000 });
  }
  const first = [says("vol-24a is slow"), ...lookUp("vol-24a")];
  expect(propose(desk, ticketOf(99, first)).step).toMatchObject({ kind: "reply" });
  const { step, replies } = propose(desk, ticketOf(99, [...first, says("sorry, it is vol-42b")]));
  expect(step).toMatchObject({ kind: "tool", arguments: { volume: "vol-42b" } });
  expect(replies.map(({ text }) => text).join()).not.toContain("vol-24a");
});
