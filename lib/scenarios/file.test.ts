/** One bad line is named and left out, never the file. */
import { expect, test } from "vitest";
import { readScenarioFile, readScenarios } from "./file";

const line = (id: string, text = "Hello") =>
  JSON.stringify({
    id,
    ticket: { subject: "A question" },
    events: [{ kind: "customer_message", text }],
    expect: { abstains: true },
  });

test("lines are told apart by line feeds only", () => {
  const { scenarios, faults } = readScenarios(`${line("one", "a\u2028b\u0085c")}\r\n\n${line("two")}\n`);
  expect(scenarios.map(({ id }) => id)).toEqual(["one", "two"]);
  expect(faults).toEqual([]);
});

test("a scenario without a name is called by its line, a number is a name", () => {
  const unnamed = line("one").replace('"id":"one",', "");
  const { scenarios, faults } = readScenarios(`${unnamed}\n${line("x").replace('"x"', "7")}`);
  expect([scenarios.map(({ id }) => id), faults]).toEqual([["line 1", "7"], []]);
});

test.each([
  ["{", "no JSON"],
  ['{"id": "x"}', "ticket"],
  [line("two", "half \ud83d"), "surrogate"],
  [line("one"), "came before"],
])("%j is left out", (bad, why) => {
  const { scenarios, faults } = readScenarios([line("one"), bad, line("last")].join("\n"));
  expect(scenarios.map(({ id }) => id)).toEqual(["one", "last"]);
  expect(faults).toEqual([expect.stringMatching(new RegExp(`^Line 2 .*${why}`))]);
});

test("files people keep are read with the words of earlier releases", () => {
  const kept = (expect: object) => line("kept").replace(/"expect":.*/, `"expect":${JSON.stringify(expect)}}`);
  const read = (expect: object) => readScenarios(kept(expect)).scenarios[0]?.expect;
  expect(read({ silent: true, due_reason_not: "promise" })).toEqual({
    abstains: true,
    due_reason_not: "commitment",
  });
  expect(read({ not_silent: true, due_reason_not: "close" })).toEqual({
    shows: true,
    due_reason_not: "close",
  });
});

test("the faults that come with the product can be read, and some of them are none", async () => {
  const { scenarios: all, faults } = await readScenarioFile("lib/investigation/faults.jsonl");
  expect(faults).toEqual([]);
  expect(all.filter(({ expect: { finding } }) => finding).length).toBeGreaterThanOrEqual(20);
  expect(all.filter(({ expect: { no_fault } }) => no_fault)).toHaveLength(6);
});
