/** Trains the apprentice: on closed tickets, on steps of open ones, and on decisions. Pure, in memory, deterministic. */
import { learn } from "#lib/policy/gate/logistic";
import { learnActs } from "./acts/acts";
import { learnCalibration } from "./calibration";
import { learnArguments } from "./call/arguments";
import { learnTradeWords } from "./call/trade-words";
import type { DialogueState, DialogueStep } from "./dialogue-state";
import { readEvent, stepOf } from "./dialogue-update";
import { draftReplies } from "./drafts";
import { learnStack } from "./ensemble";
import { keepPoint, learnPoint, type Point } from "./experience-replay";
import { noteSaid, noteStates } from "./facts/agreement";
import { spread } from "./facts/leaves";
import { type State, statesOf } from "./facts/states";
import { gateFeatures } from "./gate-features";
import type { Case, CaseEvent, ClosedCase, DecisionFeedback } from "./model";
import { barOn, begin, lookAt, momentBefore, type View } from "./moment";
import { isRareWord, neighbours, remember } from "./nearest";
import { forgetNetworkClass } from "./network";
import { kindOfCase, LOOKED_AT, learnNovelty } from "./novelty";
import { learnPointing } from "./pointing";
import { forgetClass } from "./softmax";
import type { Apprentice } from "./state";
import { classOf, FREE_TEXT, noteEnding, sight } from "./template-store";
import { nextRandom, words } from "./tokens";
import { learnTriage } from "./triage";

/** Open tickets of which it is known what was learnt ahead of their close; the oldest is forgotten. */
const AHEAD_KEPT = 5_000;

/**
 * Learns from a closed ticket: every reply and call in it, each at the moment it was made. What would have been
 * proposed is judged first, unless it was when the step was taken, so that confidence is learnt from honest predictions.
 */
export function learnCase(apprentice: Apprentice, of: ClosedCase): void {
  const moments: { step: DialogueStep; point: Point; view: View; tool: string; words: string[] }[] = [];
  const dialogue = begin(apprentice, of);
  const ahead = apprentice.ahead.get(of.ticketId);
  for (const event of of.events) {
    const step = stepOf(dialogue, event);
    // Its own calls are read, never learnt from: else it would confirm itself.
    if (step && !event.isOwn) {
      const view = lookAt(apprentice, dialogue);
      if (!ahead?.includes(event.id)) judge(apprentice, view, dialogue, step);
      const { lastTool: tool, turnWords } = dialogue;
      moments.push({ step, point: pointOf(view, step), view, tool, words: [...turnWords] });
    }
    readEvent(dialogue, event, step);
  }
  for (const { tool, found } of resultsIn(of)) noteStates(apprentice.agreement, statesOf(tool, found));
  for (const { step, tool, view } of moments) learnStep(apprentice, of.ticketId, step, tool, view.states);
  const steps = moments.map(({ step }) => step);
  learnActs(apprentice.acts, of, steps);
  const last = steps.findLastIndex(({ kind }) => kind === "reply");
  // The only answer, or one that tells what was looked up, is no goodbye though the ticket was closed after it.
  if (steps[last - 1]?.kind === "reply") noteEnding(apprentice.templateStore, steps[last]?.key ?? "");
  const kind = kindOfCase(steps);
  const [opening] = moments;
  if (opening) {
    const near = neighbours(apprentice.nearest, opening.view.tokens, LOOKED_AT);
    learnNovelty(apprentice.calibration.novelty, kind, near, opening.words);
    const likely = opening.view.prediction.choices.map(({ entry }) => entry.key);
    const said = opening.view.opening;
    const { pointing } = apprentice.calibration;
    if (said) learnPointing(pointing, said, { key: opening.step.key, kind }, likely);
  }
  for (const { step, point, view } of moments) {
    const moment = { key: step.key, ticketId: of.ticketId, eventId: step.event.id, kind };
    remember(apprentice.nearest, moment, view.tokens);
    learnPoint(apprentice, apprentice.experienceReplay, point, apprentice.random);
    keepPoint(apprentice.experienceReplay, point, apprentice.random);
  }
  learnTradeWords(apprentice.callArguments.tradeWords, of);
  learnTriage(apprentice.triage, of, () => nextRandom(apprentice.random));
  apprentice.ahead.delete(of.ticketId);
  apprentice.closed++;
}

/**
 * Learns from a step an analyst took on a ticket that is still open: what is done at such a moment, and how far its own
 * proposals may be trusted. What the step says becomes known, and can be cited, only with the closed ticket.
 */
export function learnTaken(apprentice: Apprentice, of: Case, taken: CaseEvent): void {
  const ahead = apprentice.ahead.get(of.ticketId) ?? [];
  const moment = momentBefore(apprentice, of, taken);
  if (!moment || ahead.includes(taken.id)) return;
  const { view, dialogue, step } = moment;
  judge(apprentice, view, dialogue, step);
  learnPoint(apprentice, apprentice.experienceReplay, pointOf(view, step), apprentice.random);
  // Re-inserting keeps the map ordered by last use.
  apprentice.ahead.delete(of.ticketId);
  apprentice.ahead.set(of.ticketId, [...ahead, taken.id]);
  const [oldest] = apprentice.ahead.keys();
  if (apprentice.ahead.size > AHEAD_KEPT && oldest !== undefined) apprentice.ahead.delete(oldest);
}

/** Learns the one step that should have followed on a case, as an analyst told before the ticket was closed. */
export function learnStepAt(apprentice: Apprentice, of: Case, expected: CaseEvent): void {
  const moment = momentBefore(apprentice, of, expected);
  if (!moment) return;
  const { view, dialogue, step } = moment;
  judge(apprentice, view, dialogue, step);
  learnStep(apprentice, of.ticketId, step, dialogue.lastTool, view.states);
  const past = { key: step.key, ticketId: of.ticketId, eventId: expected.id, kind: kindOfCase([step]) };
  remember(apprentice.nearest, past, view.tokens);
  const point = pointOf(view, step);
  learnPoint(apprentice, apprentice.experienceReplay, point, apprentice.random);
  keepPoint(apprentice.experienceReplay, point, apprentice.random);
}

/** Learns at once what an analyst made of a proposed reply, before its ticket is closed. */
export function learnDecision(apprentice: Apprentice, feedback: DecisionFeedback): void {
  learn(apprentice.calibration.confidence, feedback.features, feedback.outcome === "accept");
}

function pointOf({ features, values }: View, { key }: DialogueStep): Point {
  return { features, slots: new Set(values.keys()), key };
}

function judge(apprentice: Apprentice, view: View, dialogue: DialogueState, step: DialogueStep): void {
  const isCovered = classOf(apprentice.templateStore, step.key) !== FREE_TEXT;
  learnStack(apprentice.stack, view.prediction, { key: step.key, text: step.event.body, isCovered });
  if (step.kind === "call") {
    learnArguments(apprentice.callArguments, step.event.tool ?? "", step.event.arguments ?? {}, dialogue);
    return;
  }
  const { calibration, templateStore } = apprentice;
  const replies = draftReplies(view, dialogue, barOn(apprentice, dialogue));
  const gate = gateFeatures(apprentice, view, replies, dialogue);
  const given = { key: step.key, text: step.event.body };
  const moment = { replies, gate, dialogue, features: view.features };
  learnCalibration(calibration, templateStore, moment, given);
}

function learnStep(
  apprentice: Apprentice,
  ticketId: number,
  step: DialogueStep,
  tool: string,
  states: readonly State[],
): void {
  const { text, slots, doubts } = step.pattern;
  const { key, kind, held, isAfterHandOver, isRead } = step;
  if (kind === "reply") noteSaid(apprentice.agreement, text, states);
  // A word that occurs in many tickets is no name.
  const borrowed = step.borrowed.filter((name) =>
    words(name).some((word) => isRareWord(apprentice.nearest, word)),
  );
  const place = { ticketId, eventId: step.event.id, tool };
  const seen = { key, kind, text, slots, borrowed, held, doubts, isAfterHandOver, isRead, ...place };
  if (!sight(apprentice.templateStore, seen)) return;
  const added = classOf(apprentice.templateStore, step.key);
  forgetClass(apprentice.softmax, added);
  forgetNetworkClass(apprentice.network, added);
}

function resultsIn({ events }: Case) {
  return events.flatMap(({ kind, tool = "", result }) =>
    kind === "tool_result" ? [{ tool, found: spread(result ?? {}) }] : [],
  );
}
