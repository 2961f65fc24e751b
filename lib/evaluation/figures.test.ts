/** Figures recomputed by hand from a few points. */
import { expect, test } from "vitest";
import { baselineFigures, curveOf, figuresOf, lastQuarter } from "./figures";
import type { JudgedReply, ReplyPoint } from "./judge";

const floor: JudgedReply = {
  match: false,
  tokenF1: 0.5,
  rougeL: 0.5,
  chrF: 0.5,
  foreignNumber: true,
  wrongFacts: ["foreign"],
  confidence: 0.1,
  passes: [false, false, false],
};

function point(parts: Partial<ReplyPoint>): ReplyPoint {
  return {
    ...floor,
    foreignNumber: false,
    wrongFacts: [],
    ticket: 1,
    closed: 0,
    kindClosed: 0,
    typed: false,
    isShownRight: false,
    hitAt3: false,
    typedProbability: 0,
    isReplyNext: true,
    isEstimate: false,
    shown: false,
    verdict: "reject",
    milliseconds: 10,
    baseline: floor,
    ...parts,
  };
}

const replies = [
  point({
    match: true,
    isShownRight: true,
    hitAt3: true,
    tokenF1: 1,
    confidence: 0.9,
    shown: true,
    verdict: "accept",
    passes: [true, true, false],
  }),
  point({
    match: false,
    tokenF1: 0.6,
    confidence: 0.8,
    shown: true,
    verdict: "edit",
    passes: [true, false, false],
    foreignNumber: true,
    wrongFacts: ["name", "state"],
  }),
  point({ match: true, hitAt3: true, tokenF1: 0.9, confidence: 0.7, isReplyNext: false, closed: 60 }),
  point({ typed: true, tokenF1: 0.1, confidence: 0.2, typedProbability: 0.9, closed: 60, kindClosed: 3 }),
];
const calls = [
  { ticket: 1, isCallNext: true, isDrafted: false, toolRight: true, exact: true, argumentAccuracy: 1 },
  { ticket: 1, isCallNext: false, isDrafted: true, toolRight: true, exact: false, argumentAccuracy: 0.5 },
  { ticket: 1, isCallNext: true, isDrafted: true, toolRight: false, exact: false, argumentAccuracy: 0 },
];
const routes = [
  { ticket: 1, turns: 1, right: false },
  { ticket: 1, turns: 2, right: true },
];

test("every figure is what its definition says", () => {
  expect(figuresOf({ replies, calls, routes })).toMatchObject({
    points: 4,
    match: 0.5,
    match_on_canned: 0.66667,
    match_shown: 0.25,
    hit_at_3: 0.5,
    token_f1: 0.65,
    near_verbatim: 0.5,
    foreign_number_rate: 0.25,
    wrong_fact_rate: 0.25,
    wrong_facts: [
      { type: "number", rate: 0 },
      { type: "name", rate: 0.25 },
      { type: "state", rate: 0.25 },
      { type: "foreign", rate: 0 },
    ],
    // Risks among the 1, 2, 3 and 4 most confident: 0, 1/2, 1/3, 2/4.
    aurc: 0.33333,
    confidence_auc: 0.75,
    typed_auc: 1,
    shown: 0.5,
    shown_match: 0.5,
    shown_accept: 0.5,
    shown_edit: 0.5,
    shown_foreign_number_rate: 0.5,
    shown_wrong_fact_rate: 0.5,
    tool_calls: 3,
    tool_step: 0.33333,
    tool_drafted: 0.33333,
    tool_right: 0.66667,
    tool_arguments: 0.75,
    tool_call_exact: 0.33333,
    // Right: the first reply, and the first call; the third reply was expected to be a call.
    next_step: 0.28571,
    coverage_at_precision: [
      { target: 0.7, coverage: 0.5, precision: 0.5 },
      { target: 0.8, coverage: 0.25, precision: 1 },
      { target: 0.9, coverage: 0, precision: null },
    ],
    routing: [
      { turns: 1, points: 1, accuracy: 0 },
      { turns: 2, points: 1, accuracy: 1 },
      { turns: 3, points: 0, accuracy: null },
    ],
    agent_run_ms: { p50: 10, p95: 10 },
  });
});

test("the baseline is measured on the same points", () => {
  expect(baselineFigures(replies)).toMatchObject({
    points: 4,
    match: 0,
    token_f1: 0.5,
    foreign_number_rate: 1,
  });
});

test("the curve takes each point once; the last quarter is the newest", () => {
  expect(curveOf(replies, [0, 50, 100], ({ closed }) => closed)).toEqual([
    { from: 0, to: 50, points: 2, match: 0.5, token_f1: 0.8, baseline_match: 0 },
    { from: 50, to: 100, points: 2, match: 0.5, token_f1: 0.5, baseline_match: 0 },
  ]);
  expect(curveOf(replies, [0, 1, 5], ({ kindClosed }) => kindClosed).map(({ points }) => points)).toEqual([
    3, 1,
  ]);
  expect(lastQuarter({ replies, calls, routes }).replies).toEqual(replies.slice(3));
});

test("of nothing there are no figures, and no fault", () => {
  expect(figuresOf({ replies: [], calls: [], routes: [] })).toMatchObject({
    points: 0,
    match: null,
    next_step: null,
  });
});
