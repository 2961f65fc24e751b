/** Judges what the apprentice would have done against the step that was really taken. Pure. */
import { type Case, likeliest, type Proposal } from "#lib/apprentice/model";
import type { PrecisionTarget } from "#lib/policy/gate/precision-target";
import { type FactRecord, type WrongFact, wrongFacts } from "../fact-check";
import { argumentAccuracy, chrF, hasForeignNumber, NEAR_VERBATIM, rougeL, tokenF1 } from "../scorers";

/** What was proposed at one reply of an analyst, and how good it was. */
export type ReplyPoint = {
  ticket: number;
  /** Tickets closed before, of all kinds and of the rarest kind of this ticket. */
  closed: number;
  kindClosed: number;
  typed: boolean;
  match: boolean;
  matchAmongThree: boolean;
  chosenAsStep: boolean;
  tokenF1: number;
  rougeL: number;
  chrF: number;
  foreignNumber: boolean;
  /** The first reply that may be shown: where the likeliest may not, the next. */
  shown: string;
  isShownRight: boolean;
  isShownAlike: boolean;
  shownConfidence: number;
  isWithheld: boolean;
  /** What that reply says that the results of the ticket contradict. */
  wrongFacts: WrongFact[];
  /** The same of the reply that was really sent: how often the measure is mistaken, or the analyst. */
  realWrongFacts: WrongFact[];
  confidence: number;
  typedProbability: number;
  /** Whether the online gate of each precision target would have spoken. */
  spoken: Record<string, boolean>;
  text: string;
  milliseconds: number;
};

/** What was proposed at one tool call of an analyst. */
export type CallPoint = { toolRight: boolean; stepRight: boolean; exact: boolean; argumentAccuracy: number };

/** What the apprentice proposed at one moment, and what was known then. */
export type Judged = {
  proposal: Proposal;
  labels: (string | null)[];
  /** The label of the first reply that may be shown. */
  shownLabel: string | null;
  closed: number;
  kindClosed: number;
  milliseconds: number;
};

/** The point of one reply; `truth` and `label` are what was really said. */
export function judgeReply(
  judged: Judged,
  past: Case,
  truth: string,
  label: string | null,
  ticket: number,
  gates: readonly PrecisionTarget[],
  facts: FactRecord,
): ReplyPoint {
  const { proposal, labels, shownLabel } = judged;
  const { text, confidence, isWithheld } = likeliest(proposal);
  const shown = proposal.replies[0]?.text ?? "";
  return {
    ticket,
    closed: judged.closed,
    kindClosed: judged.kindClosed,
    typed: label === null,
    match: label !== null && labels[0] === label,
    matchAmongThree: label !== null && labels.slice(0, 3).includes(label),
    chosenAsStep: proposal.step.kind !== "tool",
    tokenF1: tokenF1(text, truth),
    rougeL: rougeL(text, truth),
    chrF: chrF(text, truth),
    foreignNumber: hasForeignNumber(text, JSON.stringify(past.events)),
    shown,
    isShownRight: label !== null && shownLabel === label,
    isShownAlike: tokenF1(shown, truth) >= NEAR_VERBATIM,
    shownConfidence: proposal.confidence,
    isWithheld,
    wrongFacts: wrongFacts(facts, shown, past.events),
    realWrongFacts: wrongFacts(facts, truth, past.events),
    confidence,
    typedProbability: proposal.typedProbability,
    spoken: Object.fromEntries(gates.map((gate) => [gate.target, proposal.confidence >= gate.threshold])),
    text,
    milliseconds: judged.milliseconds,
  };
}

/** The point of one call. */
export function judgeCall(
  proposal: Proposal,
  call: { tool: string; arguments: Record<string, unknown> },
): CallPoint {
  const toolRight = proposal.tool?.tool === call.tool;
  const accuracy = toolRight ? argumentAccuracy(proposal.tool?.arguments ?? {}, call.arguments) : 0;
  return {
    toolRight,
    stepRight: toolRight && proposal.step.kind === "tool",
    exact: accuracy === 1,
    argumentAccuracy: accuracy,
  };
}
