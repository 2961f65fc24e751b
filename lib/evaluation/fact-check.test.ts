/** Wrong facts are found by type, and what is right is none. */
import { expect, test } from "vitest";
import type { CaseEvent } from "#lib/apprentice/model";
import { newFactRecord, noteFacts, wrongFacts } from "./fact-check";

const sides = ["north", "south", "west", "east"];
const places = ["School", "Club", "Museum", "Park"];

type Flat = { level: number; near: string[]; side: string; lift: boolean };

const flat = (index: number): Flat => ({
  level: 4 + index,
  near: [places[index % 4] ?? "", places[(index + 1) % 4] ?? ""],
  side: sides[index % 4] ?? "",
  lift: index % 2 === 0,
});

const told = ({ level, near, side, lift }: Flat) =>
  `It is on level ${level}, near a ${near[0]} and a ${near[1]}.\nIt looks ${side}.\n${lift ? "The lift works." : "There are only stairs."}`;

function found(result: Record<string, unknown>): CaseEvent[] {
  const common = { at: 0, actorId: null };
  return [
    { ...common, id: 1, kind: "customer_message", body: "Have you anything free?" },
    { ...common, id: 2, kind: "tool_result", body: "", tool: "search", result },
  ];
}

const record = newFactRecord();
for (let index = 0; index < 16; index++) {
  const one = flat(index);
  noteFacts(record, [...found(one), { id: 3, at: 0, actorId: null, kind: "analyst_reply", body: told(one) }]);
}

const now = flat(30);
const typesOf = (text: string) => wrongFacts(record, text, found(now)).map(({ type }) => type);

test("what the result says is no wrong fact", () => expect(typesOf(told(now))).toEqual([]));

test.each([
  ["another level", told({ ...now, level: 35 }), ["number", "foreign"]],
  ["another place", told({ ...now, near: ["Club", now.near[1] ?? ""] }), ["name"]],
  ["another side", told({ ...now, side: "north" }), ["name"]],
  ["another truth value", told({ ...now, lift: !now.lift }), ["state"]],
])("%s", (_, text, types) => {
  const wrong = typesOf(text);
  expect(wrong.length).toBeGreaterThan(0);
  for (const type of wrong) expect(types).toContain(type);
});

test("items of a list may be told in any order; a constant of the desk is no foreign number", () => {
  expect(typesOf(told({ ...now, near: [...now.near].reverse() }))).toEqual([]);
  const events = found(now);
  const sentence = "We answer within 24 hours.";
  for (const id of [1, 2])
    noteFacts(record, [
      ...events,
      { id: 10 + id, at: 0, actorId: null, kind: "analyst_reply", body: sentence },
    ]);
  expect(typesOf(sentence)).toEqual([]);
  expect(typesOf("We answer within 36 hours.")).toEqual(["foreign"]);
});
