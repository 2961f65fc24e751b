/** Each expectation fails with a sentence when it is not met, and only then. */
import { expect, test } from "vitest";
import { failuresOf } from "./judge";
import { Expectation, type Shown, type ShownStep } from "./model";

const step = (changed: Partial<ShownStep> = {}): ShownStep => ({
  kind: "reply",
  text: "Please restart it.",
  tool: null,
  arguments: null,
  confidence: 0.8,
  ...changed,
});
const call = step({
  kind: "diagnostic",
  text: "Run look.",
  tool: "look",
  arguments: { id: "vm-1", depth: 5 },
});
const shown = (changed: Partial<Shown> = {}): Shown => ({
  finding: null,
  cards: [
    { ...step({ text: "Earlier card" }), isOpen: false, alternatives: [] },
    { ...call, isOpen: true, alternatives: [step({ text: "Other step" })] },
  ],
  abstained: null,
  status: "open",
  due: new Date("2026-03-02T09:00:00Z"),
  due_reason: "answer",
  ...changed,
});
const abstention = shown({ cards: [], abstained: "Nothing to add." });
const languageOf = (text: string) => (text.includes("Please") ? "en" : null);

test.each([
  [{ first: { kind: "diagnostic", tool: "look", arguments: { id: "vm-1" } } }, true],
  [{ first: { tool: "look", arguments: { depth: "5" } } }, true],
  [{ first: { tool: "look", arguments: { id: "vm-2" } } }, false],
  [{ first: { kind: "reply" } }, false],
  [{ no_card: [{ text: "^EARLIER" }] }, false],
  [{ no_card: [{ kind: "reply", text: "other" }] }, false],
  [{ no_card: [{ kind: "reply", text: "goodbye" }] }, true],
  [{ abstains: true }, false],
  [{ shows: true }, true],
  [{ cards_at_most: 1 }, false],
  [{ cards_at_most: 2 }, true],
  [{ status: "open" }, true],
  [{ status: "solved" }, false],
  [{ due: null }, false],
  [{ due_reason_not: "answer" }, false],
  [{ due_reason_not: "commitment" }, true],
])("%j is met by a look-up that stands: %j", (expected, isMet) => {
  expect(failuresOf(Expectation.parse(expected), shown(), languageOf)).toHaveLength(isMet ? 0 : 1);
});

test.each([
  [{ abstains: true }, true],
  [{ shows: true }, false],
  [{ first: { kind: "reply" } }, false],
  [{ no_card: [{ kind: "reply" }] }, true],
])("%j is met by silence: %j", (expected, isMet) => {
  expect(failuresOf(Expectation.parse(expected), abstention, languageOf)).toHaveLength(isMet ? 0 : 1);
});

test("a language is that of the text", () => {
  const english = shown({ cards: [{ ...step(), isOpen: true, alternatives: [] }] });
  const german = Expectation.parse({ first: { language: "de" } });
  expect(failuresOf(german, english, languageOf)).toHaveLength(1);
  expect(failuresOf(Expectation.parse({ first: { language: "en" } }), english, languageOf)).toEqual([]);
});

test("a field nobody knows is refused instead of being met", () => {
  expect(Expectation.safeParse({ no_cards: [] }).success).toBe(false);
  expect(Expectation.safeParse({ first: {} }).success).toBe(false);
  expect(Expectation.safeParse({ first: { text: "(" } }).success).toBe(false);
});

test("an expression that would not come to an end is told of, and holds nobody up", () => {
  const long = shown({
    cards: [{ ...step({ text: `${"a".repeat(60)}!` }), isOpen: true, alternatives: [] }],
  });
  const endless = { text: "^(a+)+$" };
  for (const expected of [{ first: endless }, { no_card: [endless] }])
    expect(failuresOf(Expectation.parse(expected), long, languageOf)).toEqual([
      expect.stringContaining("takes longer than"),
    ]);
});
