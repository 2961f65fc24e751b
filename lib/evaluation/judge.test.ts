/** The evaluator's rules by hand: whose label a proposal has, what is a match, and what the analyst makes of it. */
import { describe, expect, test } from "vitest";
import { candidate as ofText } from "#lib/suggestions/testing/candidate";
import { compare, confidenceOf, isCallNext, judgeCall, repliesOf, verdictOf } from "./judge";
import { keepText, type LabelTexts, nearestLabel } from "./nearest-label";
import { none, run } from "./testing/run";

const labels = {
  ofEvent: new Map([
    [1, "ask_name"],
    [2, "ask_name"],
    [3, "goodbye"],
  ]),
  nearest: () => "nearest",
};

const candidate = (text: string, ...eventIds: number[]) => ofText(text, { eventIds });

describe("the label of a proposal", () => {
  test("is that of most past replies it was built from; hand-written ones do not count", () => {
    const replies = [candidate("Your name?", 3, 1, 2, 99), candidate("Bye", 3), candidate("Own", 99)];
    const seen = run({ candidates: { ...none, candidates: replies } });
    expect(repliesOf(seen, labels).map(({ label }) => label)).toEqual(["ask_name", "goodbye", null]);
  });

  test("the draft comes first and is not offered twice", () => {
    const draft = { id: "Bye", text: "Bye", kind: "reply" as const, payload: {}, evidence: [] };
    const seen = run({
      draft,
      candidates: { ...none, candidates: [candidate("Your name?", 1), candidate("Bye", 3)] },
    });
    expect(repliesOf(seen, labels)).toEqual([
      { text: "Bye", label: "goodbye", isEstimate: false },
      { text: "Your name?", label: "ask_name", isEstimate: false },
    ]);
  });

  test("an escalation or a call is no reply: then the candidates are judged", () => {
    const candidates = { ...none, candidates: [candidate("Bye", 3)] };
    const call = {
      id: "call",
      text: "Run x.",
      kind: "diagnostic" as const,
      payload: { call: { tool: "x", arguments: {} } },
      evidence: [],
    };
    const nothing = { about: { text: "" }, known: [], tried: [], open: [], suggested: [] };
    const brief = {
      id: "rule",
      text: "Look!",
      kind: "escalation" as const,
      payload: { brief: nothing },
      evidence: [],
    };
    for (const draft of [call, brief])
      expect(repliesOf(run({ draft, candidates }), labels)).toMatchObject([
        { text: "Bye", label: "goodbye" },
      ]);
  });

  test("a model's free text has the label of the nearest past reply", () => {
    const draft = { id: "Farewell", text: "Farewell", kind: "reply" as const, payload: {}, evidence: [] };
    expect(repliesOf(run({ engine: "llm", draft }), labels)[0]?.label).toBe("nearest");
  });

  test("what an article says has it too, as an estimate, in the draft and among the candidates", () => {
    const article = { kind: "article" as const, ref: 1, title: "Farewells", excerpt: "", score: 0.8 };
    const draft = {
      id: "Farewell",
      text: "Farewell",
      kind: "reply" as const,
      payload: {},
      evidence: [article],
    };
    const written = { text: "Farewell", label: "nearest", isEstimate: true };
    expect(repliesOf(run({ draft }), labels)).toEqual([written]);
    const candidates = { ...none, candidates: [candidate("Farewell"), candidate("Bye", 3)] };
    expect(repliesOf(run({ draft, candidates }), labels)).toEqual([
      written,
      { text: "Bye", label: "goodbye", isEstimate: false },
    ]);
  });
});

test("the nearest wording wins, and what resembles none has no label", () => {
  const texts: LabelTexts = new Map();
  keepText(texts, "ask_name", "Could I get your name, please?");
  keepText(texts, "goodbye", "Thank you and goodbye.");
  expect(nearestLabel(texts, "May I have your name please")).toBe("ask_name");
  expect(nearestLabel(texts, "Volumes cannot shrink")).toBeNull();
});

test("a reply typed by hand is never matched", () => {
  const typed = { text: "Bye", label: null };
  expect(compare({ text: "Bye", label: null }, typed, "")).toMatchObject({ match: false, tokenF1: 1 });
  expect(compare({ text: "Bye 7", label: "goodbye" }, { text: "Bye", label: "goodbye" }, "8")).toMatchObject({
    match: true,
    foreignNumber: true,
  });
  expect(compare(null, { text: "Bye", label: "goodbye" }, "")).toMatchObject({ match: false, tokenF1: 0 });
});

test.each([
  [true, 0.95, [], "accept"],
  [true, 0.95, ["name"], "edit"],
  [true, 0.2, [], "edit"],
  [false, 0.95, [], "edit"],
  [false, 0.5, [], "edit"],
  [false, 0.49, [], "reject"],
] as const)("same label %s, token F1 %d, wrong facts %j is %s", (match, tokenF1, wrongFacts, verdict) => {
  expect(verdictOf({ match, tokenF1, wrongFacts })).toBe(verdict);
});

test("a call counts as the next step when it was held most probable, drafted or not; a model's draft is its step", () => {
  const call = ofText("Run x.", { kind: "diagnostic", call: { tool: "x", arguments: { Host: "web-1" } } });
  const candidates = { ...none, candidates: [call], step: "tool" as const };
  const reply = { id: "reply-0", text: "Bye", kind: "reply" as const, payload: {}, evidence: [] };
  expect(isCallNext(run({ candidates }))).toBe(true);
  expect(isCallNext(run({ candidates, draft: reply }))).toBe(true);
  expect(isCallNext(run({ candidates, draft: reply, engine: "llm" }))).toBe(false);
  const real = { tool: "x", arguments: { Host: "web-1", Port: 5 } };
  expect(judgeCall(run({ candidates }), real)).toEqual({
    isCallNext: true,
    isDrafted: false,
    toolRight: true,
    exact: false,
    argumentAccuracy: 0.5,
  });
  expect(judgeCall(run({ candidates }), { tool: "y", arguments: {} })).toMatchObject({
    toolRight: false,
    exact: false,
  });
});

test("a model does not judge itself: its confidence is the gate's", () => {
  const gate = {
    verdict: "show",
    probability: 0.8,
    threshold: 0.4,
    certified: false,
    labelsNeeded: 1,
    explored: false,
    propensity: 1,
    features: {},
  } as const;
  expect(confidenceOf(run({ engine: "llm", gate, candidates: { ...none, candidates: [] } }))).toBe(0.8);
  expect(confidenceOf(run({ gate, candidates: { ...none, candidates: [] } }))).toBe(0.3);
});
