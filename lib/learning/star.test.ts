/** A STAR line becomes what a desk would have seen; everything else stays with the evaluator. */
import { expect, test } from "vitest";
import { parseStarLine } from "./star";

const line = JSON.stringify({
  id: 7,
  opened: 100,
  closed: 190,
  level: "Complete",
  tasks: ["b_task", "a_task"],
  domains: ["secret_domain"],
  happy: true,
  multi: true,
  wizard: "w",
  user: "u",
  events: [
    { t: 100, who: "User", act: "utter", text: "hi" },
    { t: 101, who: "Wizard", act: "select_task" },
    {
      t: 120,
      who: "Wizard",
      act: "pick_suggestion",
      text: "Hello?",
      label: "hello_label",
      options: ["hello_label"],
    },
    {
      t: 140,
      who: "Wizard",
      act: "query",
      api: "find",
      constraints: [
        { Name: 'api.is_equal_to("Ann ")' },
        { Max: "api.is_at_most(5)" },
        { Pin: "0123" },
        { Paid: "True" },
        { Sides: 'api.is_one_of(["n","s"])' },
        { Note: "null" },
      ],
    },
    { t: null, who: "KnowledgeBase", act: "return_item", api: "find" },
    { t: 130, who: "Wizard", act: "utter", text: "One moment" },
    { t: 190, who: "User", act: "complete" },
  ],
});

test("events, times and arguments are read", () => {
  const { dialogue } = parseStarLine(line);
  expect(dialogue.events.map((event) => event.kind)).toEqual([
    "customer_message",
    "analyst_reply",
    "tool_call",
    "tool_result",
    "analyst_reply",
  ]);
  // Times never run backwards, and a result has the time of its call.
  expect(dialogue.events.map((event) => event.at / 1000)).toEqual([100, 120, 140, 140, 140]);
  expect(dialogue.closedAt).toBe(190_000);
  expect(dialogue.events[2]).toMatchObject({
    arguments: {
      Name: "Ann",
      Max: { operator: "is_at_most", value: 5 },
      Pin: "0123",
      Paid: true,
      Sides: { operator: "is_one_of", value: ["n", "s"] },
      Note: null,
    },
  });
  expect(dialogue.events[3]).toMatchObject({ result: null });
});

test("labels, options, tasks and domains stay out of the dialogue", () => {
  const { dialogue, truth } = parseStarLine(line);
  const seen = JSON.stringify(dialogue);
  for (const secret of ["hello_label", "a_task", "b_task", "secret_domain", "happy", "options"]) {
    expect(seen).not.toContain(secret);
  }
  expect(truth).toEqual({
    labels: [null, "hello_label", null, null, null],
    kind: "a_task+b_task",
    singleKind: false,
  });
});

test("a line that is no ticket is refused", () => {
  expect(() => parseStarLine('{"id":"x"}')).toThrow();
});
