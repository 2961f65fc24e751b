/** Somebody is told to answer where a look-up found what no past answer fits, and where analysts write such answers themselves. */
import { expect, test } from "vitest";
import type { Scored } from "./candidates/candidate";
import { instead, owedTo, ownWords, unsaidTo, writtenByHand } from "./hand-over-reasons";
import { seenEvent, seenOn } from "./testing/seen";

type Ground = Parameters<typeof owedTo>[1];

const goodbye = "I am closing this ticket.";

function groundWith(more: Partial<Ground> = {}, fit = "open"): Ground {
  return {
    proposal: { lacking: null, replies: [], withheld: [] },
    sources: [],
    barred: [],
    goodbyes: { fit, isRash: (text: string) => text === goodbye },
    instruction: null,
    ...more,
  } as unknown as Ground;
}

const asked = seenEvent(1, "customer_message", "The shop behind lb-6a0f is slow.");
const call = seenEvent(2, "tool_call", "", { tool: "get_lb_health", arguments: { lb: "lb-6a0f" } });
const found = seenEvent(3, "tool_result", "", { tool: "get_lb_health", result: { finding: "all_healthy" } });
const afterResult = seenOn([asked, call, found], found);
const unanswered = seenOn([asked], asked);

test("what was found and fits no past answer needs one, whoever looked it up", () => {
  expect(instead(afterResult, groundWith(), null)).toBe(
    "The customer waits for an answer, and no past one fits what was found.",
  );
  expect(instead(unanswered, groundWith(), null), "the list shows what nobody has answered").toBeNull();
  expect(instead({ ...afterResult, isHandedOver: true }, groundWith(), null)).toBeNull();
  expect(instead(afterResult, groundWith({}, "proven"), null)).toBeNull();
});

test("where analysts write such answers themselves and no draft may be shown, somebody is told", () => {
  const judged = (verdict: Scored["gate"]["verdict"]) => [{ gate: { verdict } } as Scored];
  expect(writtenByHand(unanswered, groundWith(), judged("hand_over"))).toBe(ownWords);
  expect(writtenByHand(unanswered, groundWith(), judged("abstain"))).toBeNull();
  expect(writtenByHand({ ...unanswered, isHandedOver: true }, groundWith(), judged("hand_over"))).toBeNull();
});

test("that a goodbye may not be said is no reason anybody is given", () => {
  const why = "It says goodbye while something is open.";
  const barred = [{ text: goodbye, rank: 0, confidence: 0.6, why, isAnswer: true }] as Ground["barred"];
  const told = "The customer waits for an answer, and the agent has no reliable one.";
  expect(unsaidTo(unanswered, groundWith({ barred }))).toBe(told);
  const withheld = { kind: "reply", text: goodbye } as Scored;
  const nothing = { reason: "nothing_to_add", detail: why, withheld } as const;
  expect(owedTo(unanswered, groundWith(), nothing)).toBe(told);
});
