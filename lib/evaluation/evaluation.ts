/** Follows a replay and judges it: labels, kinds and closed tickets on one side, the agent's runs on the other. */
import type { Case, CaseEvent } from "#lib/apprentice/model";
import { newPrecisionTarget, noteOutcome } from "#lib/policy/gate/precision-target";
import { askBaseline, learnBaseline, newBaseline } from "./baseline";
import { type FactRecord, newFactRecord, noteFacts, wrongFacts } from "./fact-check";
import type { Points } from "./figures";
import {
  compare,
  confidenceOf,
  isCallNext,
  type JudgedReply,
  judgeCall,
  type LabelledReply,
  type ReplyPoint,
  rankingOf,
  repliesOf,
  verdictOf,
} from "./judge";
import { precisionTargets, type ReplayOptions } from "./model";
import { keepText, type LabelTexts, nearestLabel } from "./nearest-label";
import type { RunWithProposal } from "./queries";
import { type Reaction, reactionToCall, reactionToHandOver, reactionToReply } from "./reaction";
import type { ReplayStep, StepEvent, TimedDialogue } from "./wall-clock";

type Live = { past: CaseEvent[]; customerTurns: number };

/** Customer turns after which triage is judged. */
const turnsJudged = 3;

/** An agent run, and what one run took when it was made, in milliseconds. */
export type TimedRun = { run: RunWithProposal; milliseconds: number };

export type Evaluation = {
  points: Points;
  /** Judges the run before an analyst's step, and says what he does about it. */
  react: (step: ReplayStep, before: TimedRun) => Reaction;
  /** Records what has happened, under the id it has on the timeline. */
  note: (step: ReplayStep, eventId: number, run: RunWithProposal | null) => void;
  /** What a ticket is filed under as it closes: a name that says nothing. Null for one of several kinds. */
  categoryOf: (of: TimedDialogue) => string | null;
  /** Records that a ticket was closed; unless learning is frozen the baseline learns from it. */
  close: (of: TimedDialogue, isLearning: boolean) => void;
};

/**
 * Starts an evaluation that has seen nothing yet: what is said of which results it takes from all the dialogues; `nameOf`
 * says what tickets of a kind are filed under.
 */
export function newEvaluation(
  options: ReplayOptions,
  dialogues: readonly TimedDialogue[],
  nameOf = nameless,
): Evaluation {
  const facts = factsOfAll(dialogues);
  const points: Points = { replies: [], calls: [], routes: [] };
  const live = new Map<number, Live>();
  const labelOf = new Map<number, string>();
  const texts: LabelTexts = new Map();
  const kindsClosed = new Map<string, number>();
  const categories = new Map<string, string>();
  const baseline = newBaseline();
  const gates = precisionTargets.map((target) => newPrecisionTarget(target));
  const baselineGates = precisionTargets.map((target) => newPrecisionTarget(target));
  const labels = { ofEvent: labelOf, nearest: (text: string) => nearestLabel(texts, text) };
  let closed = 0;

  function categoryOf({ truth }: TimedDialogue): string | null {
    if (!truth.singleKind) return null;
    const known = categories.get(truth.kind) ?? nameOf(truth.kind, categories.size + 1);
    categories.set(truth.kind, known);
    return known;
  }

  function judged(
    reply: Pick<LabelledReply, "text" | "label" | "isWithheld"> | null,
    confidence: number,
    { events, ...real }: Real,
    targets: typeof gates,
  ): JudgedReply {
    const compared = compare(reply, real, real.past);
    const isShown = !reply?.isWithheld;
    const passes = targets.map((gate) => isShown && confidence >= gate.threshold);
    if (isShown) for (const gate of targets) noteOutcome(gate, confidence, compared.match);
    const wrong = reply ? wrongFacts(facts, reply.text, events).map(({ type }) => type) : [];
    return { ...compared, wrongFacts: wrong, confidence, passes };
  }

  function judgeReply(
    { of, event, place }: ReplayStep & { event: { body: string } },
    { run, milliseconds }: TimedRun,
  ): ReplyPoint {
    const past = live.get(of.number)?.past ?? [];
    const real = {
      text: event.body,
      label: of.truth.labels[place] ?? null,
      past: textOf(past),
      events: past,
    };
    const replies = rankingOf(run, labels);
    const ours = judged(replies[0] ?? null, confidenceOf(run), real, gates);
    // Of what ranks first and may not be shown, the next is what an analyst would have seen.
    const seen = replies[0]?.isWithheld ? judged(repliesOf(run, labels)[0] ?? null, 0, real, []) : ours;
    const floor = askBaseline(baseline, caseOf(of, past), (id) => labelOf.get(id) ?? null);
    const floorReply = floor && { text: floor.text, label: labelOf.get(floor.eventId) ?? null };
    return {
      ...ours,
      ticket: of.number,
      closed,
      kindClosed: Math.min(...kindsOf(of).map((kind) => kindsClosed.get(kind) ?? 0)),
      typed: real.label === null,
      isShownRight: seen.match,
      hitAt3: real.label !== null && replies.slice(0, 3).some(({ label }) => label === real.label),
      typedProbability: run.candidates?.typedProbability ?? 0,
      isReplyNext: !isCallNext(run),
      isEstimate: replies[0]?.isEstimate ?? false,
      shown: run.proposal?.kind === "reply",
      wrongFacts: seen.wrongFacts,
      verdict: verdictOf(seen),
      milliseconds,
      baseline: judged(floorReply, floor?.confidence ?? 0, real, baselineGates),
    };
  }

  return {
    points,
    categoryOf,
    react: (step, before) => {
      const { event, of } = step;
      const isCounted = of.number >= options.from;
      if (event.kind === "analyst_reply") {
        const point = judgeReply({ ...step, event }, before);
        if (isCounted) points.replies.push(point);
        return reactionToReply(before.run, point.verdict, event.body);
      }
      if (event.kind === "tool_call") {
        const point = { ticket: of.number, ...judgeCall(before.run, event) };
        if (isCounted) points.calls.push(point);
        return reactionToCall(before.run, point);
      }
      if (event.kind === "handover") return reactionToHandOver(before.run);
      return { kind: "none" };
    },
    note: ({ of, place, event, at }, eventId, run) => {
      const one = live.get(of.number) ?? { past: [], customerTurns: 0 };
      live.set(of.number, one);
      one.past.push(toCaseEvent(event, eventId, at));
      const label = of.truth.labels[place];
      if (label) labelOf.set(eventId, label);
      if (event.kind !== "customer_message" || ++one.customerTurns > turnsJudged) return;
      if (!of.truth.singleKind || of.number < options.from) return;
      const best = run?.candidates?.triage.category?.[0]?.value ?? null;
      const right = best !== null && best === categories.get(of.truth.kind);
      points.routes.push({ ticket: of.number, turns: one.customerTurns, right });
    },
    close: (of, isLearning) => {
      const past = live.get(of.number)?.past ?? [];
      live.delete(of.number);
      closed++;
      for (const kind of kindsOf(of)) kindsClosed.set(kind, (kindsClosed.get(kind) ?? 0) + 1);
      if (!isLearning) return;
      learnBaseline(baseline, caseOf(of, past));
      for (const { id, body } of past) {
        const label = labelOf.get(id);
        if (label) keepText(texts, label, body);
      }
    },
  };
}

/** A name that tells nothing of the kind. */
function nameless(_kind: string, number: number): string {
  return `kind ${number}`;
}

type Real = { text: string; label: string | null; past: string; events: readonly CaseEvent[] };

/** How replies tell results, on all the dialogues: the evaluator knows those to come as well. */
function factsOfAll(dialogues: readonly TimedDialogue[]): FactRecord {
  const facts = newFactRecord();
  for (const { dialogue } of dialogues)
    noteFacts(
      facts,
      dialogue.events.map((event, index) => toCaseEvent(event, index, event.at)),
    );
  return facts;
}

function kindsOf({ truth }: TimedDialogue): string[] {
  return truth.kind.split("+");
}

function caseOf(of: TimedDialogue, events: CaseEvent[]): Case {
  return { ticketId: of.number, subject: "", queue: null, assigneeId: null, customer: null, events };
}

function toCaseEvent(event: StepEvent, id: number, at: number): CaseEvent {
  const common = { id, kind: event.kind, at, actorId: null };
  switch (event.kind) {
    case "customer_message":
    case "analyst_reply":
    case "note":
    case "alert_firing":
    case "alert_resolved":
    case "assignment":
    case "handover":
      return { ...common, body: event.body };
    case "tool_call":
      return { ...common, body: "", tool: event.tool, arguments: event.arguments };
    case "tool_result":
      return { ...common, body: "", tool: event.tool, result: event.result };
  }
}

function textOf(past: readonly CaseEvent[]): string {
  return past
    .map(({ body, arguments: given, result }) =>
      [body, JSON.stringify(given), JSON.stringify(result)].join(" "),
    )
    .join("\n");
}
