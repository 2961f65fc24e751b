/** Where values come from: the usual next one, an offer of ours, a way of writing, the rest of a sentence — never another ticket. */
import { expect, test } from "vitest";
import { type DialogueState, newDialogueState } from "../dialogue-state";
import { readEvent, stepOf } from "../dialogue-update";
import type { CaseEvent } from "../model";
import { newReader, newWriter } from "../snapshot";
import {
  type ArgumentModel,
  learnArguments,
  newArgumentModel,
  readArguments,
  writeArguments,
} from "./arguments";
import { fillArguments } from "./fill";

type Line = { customer: string } | { us: string } | { call: Record<string, unknown> };

const TOOL = "look_up";

function eventOf(line: Line, id: number): CaseEvent {
  const common = { id, at: id * 1000, actorId: null, body: "" };
  if ("customer" in line) return { ...common, kind: "customer_message", body: line.customer };
  if ("us" in line) return { ...common, kind: "analyst_reply", body: line.us };
  return { ...common, kind: "tool_call", tool: TOOL, arguments: line.call };
}

/** Reads the lines; every call is learnt at its moment when a model is given. */
function read(lines: readonly Line[], model?: ArgumentModel): DialogueState {
  const about = { ticketId: 1, subject: "", queue: null, assigneeId: "ann", customer: null, events: [] };
  const dialogue = newDialogueState(about);
  lines.forEach((line, index) => {
    const event = eventOf(line, index + 1);
    if (model && "call" in line) learnArguments(model, TOOL, line.call, dialogue);
    readEvent(dialogue, event, stepOf(dialogue, event));
  });
  return dialogue;
}

function trained(tickets: readonly (readonly Line[])[]): ArgumentModel {
  const model = newArgumentModel();
  for (const lines of tickets) read(lines, model);
  return model;
}

function filled(model: ArgumentModel, lines: readonly Line[]): Record<string, unknown> {
  return fillArguments(model, TOOL, read(lines)).arguments;
}

const zones = ["red", "green", "blue", "amber"];
const zoneAfter = (zone: number): string => zones[zone % zones.length] ?? "";

test("after a value comes the one that usually came after it", () => {
  const model = trained(
    Array.from({ length: 16 }, (_, ticket) => [
      { customer: `Look into ${zoneAfter(ticket)} please` },
      { call: { zone: zoneAfter(ticket) } },
      { customer: "and the next one" },
      { call: { zone: zoneAfter(ticket + 1) } },
    ]),
  );
  for (const zone of [0, 1, 2, 3]) {
    const lines = [
      { customer: `Look into ${zoneAfter(zone)} please` },
      { call: { zone: zoneAfter(zone) } },
      { customer: "and the next one" },
    ];
    expect(filled(model, lines)).toEqual({ zone: zoneAfter(zone + 1) });
  }
});

test("a value that we offered is taken when the customer agrees", () => {
  const slot = (ticket: number): string => `${1 + ((ticket * 5) % 11)} pm`;
  const model = trained(
    Array.from({ length: 20 }, (_, ticket) => [
      { customer: "When is it free?" },
      { us: `It is free at ${slot(ticket)}.` },
      { customer: "Fine" },
      { call: { time: slot(ticket) } },
    ]),
  );
  const lines = [{ customer: "When is it free?" }, { us: "It is free at 7 pm." }, { customer: "Fine" }];
  expect(filled(model, lines)).toEqual({ time: "7 pm" });
});

test("a number never seen is written as the argument's other numbers are", () => {
  const model = trained(
    Array.from({ length: 12 }, (_, ticket) => [
      { customer: `Please at ${1 + (ticket % 6)}pm` },
      { call: { time: `${1 + (ticket % 6)} pm` } },
    ]),
  );
  expect(filled(model, [{ customer: "Please at 9pm" }])).toEqual({ time: "9 pm" });
});

const faults = [
  "the fan is loud",
  "two disks failed",
  "a port flaps all day",
  "it reboots by itself",
  "no light",
];

test("free text is the rest of its sentence after a learnt word", () => {
  const model = trained(
    Array.from({ length: 25 }, (_, ticket) => {
      const what = `${faults[ticket % faults.length]} in rack ${ticket}`;
      return [{ customer: `Hello there. I report that ${what}. Thanks` }, { call: { fault: what } }];
    }),
  );
  const lines = [{ customer: "Hello there. I report that smoke comes out of cabinet 4. Thanks" }];
  expect(filled(model, lines)).toEqual({ fault: "smoke comes out of cabinet 4" });
});

test("what another ticket named is not brought in by a word they share, nor by counting on", () => {
  const model = trained(
    Array.from({ length: 12 }, (_, ticket) => {
      const host = `orders-db-${ticket % 4}1`;
      return [{ customer: `${host} is slow` }, { call: { host } }];
    }),
  );
  expect(JSON.stringify(filled(model, [{ customer: "The orders page is slow" }]))).not.toContain("orders-db");
  const again = filled(model, [
    { customer: "web-7 is slow" },
    { call: { host: "web-7" } },
    { customer: "and now?" },
  ]);
  expect(again.host ?? "web-7").toBe("web-7");
});

test("a restored model fills and learns on as if it had never stopped", () => {
  const tickets = Array.from({ length: 10 }, (_, ticket) => [
    { customer: `I report that ${faults[ticket % faults.length]}` },
    { call: { fault: faults[ticket % faults.length], zone: zoneAfter(ticket) } },
    { customer: "next" },
    { call: { fault: "none", zone: zoneAfter(ticket + 1) } },
  ]);
  const model = trained(tickets.slice(0, 7));
  const bytes = (of: ArgumentModel): Uint8Array => {
    const writer = newWriter();
    writeArguments(writer, of);
    return writer.bytes();
  };
  const restored = readArguments(newReader(bytes(model)));
  for (const lines of tickets.slice(7)) {
    expect(filled(restored, lines.slice(0, 3))).toEqual(filled(model, lines.slice(0, 3)));
    read(lines, model);
    read(lines, restored);
  }
  expect(bytes(restored)).toEqual(bytes(model));
});
