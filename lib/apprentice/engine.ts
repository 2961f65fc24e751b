/** The apprentice itself: proposes the next step of a case and learns from closed ones. Pure, in memory, deterministic. */
import { learn } from "#lib/policy/gate/logistic";
import { fitnessOf, type Goodbyes, goodbyesOf, learnActs } from "./acts/acts";
import { confidenceOf, freeTextProbability, gateFeatures, learnCalibration } from "./calibration";
import { fillArguments, isAlways, learnArguments } from "./call/arguments";
import { draftCall } from "./call/drafted";
import type { ToolSchemas } from "./call/kinds";
import {
  type DialogueState,
  type DialogueStep,
  type Habits,
  hasReader,
  newDialogueState,
  readEvent,
  stepOf,
} from "./dialogue-state";
import { type BarOn, draftReplies, withhold } from "./drafts";
import { type EnsemblePrediction, learnStack, predictEnsemble } from "./ensemble";
import { keepPoint, learnPoint, type Point } from "./experience-replay";
import { knownPaths, noteSaid, noteStates } from "./facts/agreement";
import { spread } from "./facts/leaves";
import { type State, statesOf } from "./facts/states";
import { isFamiliar } from "./familiar";
import { momentFeatures } from "./features";
import type { Case, CaseEvent, ClosedCase, DecisionFeedback, Proposal, TriageProposal } from "./model";
import { isRareWord, momentTokens, remember } from "./nearest";
import { forgetNetworkClass } from "./network";
import { abstainReason, nextStep } from "./next-step";
import { valuesBySlot } from "./slot-values";
import { forgetClass } from "./softmax";
import type { Apprentice } from "./state";
import { classOf, FREE_TEXT, isOthersWords, noteEnding, sight } from "./template-store";
import { nextRandom, words } from "./tokens";
import { learnTriage, proposeTriage as rankTriage } from "./triage";
import { nearestUnsaid } from "./unsaid";

/** Open tickets of which it is known what was learnt ahead of their close; the oldest is forgotten. */
const AHEAD_KEPT = 5_000;
const NEAREST_TOLD = 5;
/** Tools whose newest result a sentence may depend on. */
const RESULTS_READ = 3;

/** What the apprentice would do next on a case, with calls as their tools declare them; changes nothing. */
export function propose(apprentice: Apprentice, of: Case, schemas?: ToolSchemas): Proposal {
  const dialogue = newDialogueState(of, habitsOf(apprentice));
  for (const event of of.events) readEvent(dialogue, event, stepOf(dialogue, event));
  return toProposal(apprentice, dialogue, lookAt(apprentice, dialogue), schemas);
}

/** Closed tickets in which analysts called a tool. */
export function timesUsed({ templateStore }: Apprentice, tool: string): number {
  return templateStore.entries.get(`call:${tool}`)?.tickets ?? 0;
}

/** The arguments analysts would give a tool on a case; null for a tool they never called. */
export function proposeArguments(
  apprentice: Apprentice,
  of: Case,
  tool: string,
  schemas?: ToolSchemas,
): Record<string, unknown> | null {
  if (!apprentice.callArguments.tools.has(tool)) return null;
  const dialogue = newDialogueState(of, habitsOf(apprentice));
  for (const event of of.events) readEvent(dialogue, event, stepOf(dialogue, event));
  return fillArguments(apprentice.callArguments, tool, dialogue, schemas).arguments;
}

/** How far a goodbye fits on a case, and which texts say one where something may be open. */
export function goodbyes(apprentice: Apprentice, of: Case): Goodbyes {
  const dialogue = newDialogueState(of, habitsOf(apprentice));
  for (const event of of.events) readEvent(dialogue, event, stepOf(dialogue, event));
  return goodbyesOf(apprentice.acts, dialogue);
}

/** Ranked values for the triage fields this desk was ever seen to set. */
export function proposeTriage(apprentice: Apprentice, of: Case): TriageProposal {
  return rankTriage(apprentice.triage, of);
}

/**
 * Learns from a closed ticket: every reply and call in it, each at the moment it was made. What would have been
 * proposed is judged first, unless it was when the step was taken, so that confidence is learnt from honest predictions.
 */
export function learnCase(apprentice: Apprentice, of: ClosedCase): void {
  const moments: { step: DialogueStep; point: Point; view: View; tool: string }[] = [];
  const dialogue = newDialogueState(of, habitsOf(apprentice));
  const ahead = apprentice.ahead.get(of.ticketId);
  for (const event of of.events) {
    const step = stepOf(dialogue, event);
    // Its own calls are read, never learnt from: else it would confirm itself.
    if (step && !event.isOwn) {
      const view = lookAt(apprentice, dialogue);
      if (!ahead?.includes(event.id)) judge(apprentice, view, dialogue, step);
      moments.push({ step, point: pointOf(view, step), view, tool: dialogue.lastTool });
    }
    readEvent(dialogue, event, step);
  }
  for (const { tool, found } of resultsIn(of)) noteStates(apprentice.agreement, statesOf(tool, found));
  for (const { step, tool, view } of moments) learnStep(apprentice, of.ticketId, step, tool, view.states);
  const steps = moments.map(({ step }) => step);
  learnActs(apprentice.acts, of, steps);
  const ending = moments.findLast(({ step }) => step.kind === "reply");
  if (ending) noteEnding(apprentice.templateStore, ending.step.key);
  for (const { step, point, view } of moments) {
    const moment = { key: step.key, ticketId: of.ticketId, eventId: step.event.id };
    remember(apprentice.nearest, moment, view.tokens);
    learnPoint(apprentice, apprentice.experienceReplay, point, apprentice.random);
    keepPoint(apprentice.experienceReplay, point, apprentice.random);
  }
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
  remember(apprentice.nearest, { key: step.key, ticketId: of.ticketId, eventId: expected.id }, view.tokens);
  const point = pointOf(view, step);
  learnPoint(apprentice, apprentice.experienceReplay, point, apprentice.random);
  keepPoint(apprentice.experienceReplay, point, apprentice.random);
}

/** Learns at once what an analyst made of a proposed reply, before its ticket is closed. */
export function learnDecision(apprentice: Apprentice, feedback: DecisionFeedback): void {
  learn(apprentice.calibration.confidence, feedback.features, feedback.outcome === "accept");
}

/** The input of the experts. */
type View = {
  features: Uint32Array;
  /** Values of the slots that can be filled. */
  values: ReadonlyMap<string, string>;
  /** What else the results say that a sentence may depend on. */
  states: readonly State[];
  tokens: Map<number, number>;
  prediction: EnsemblePrediction;
};

function lookAt(apprentice: Apprentice, dialogue: DialogueState): View {
  const features = momentFeatures(dialogue);
  const values = valuesBySlot(dialogue.valuesBySlot);
  const states = statesNow(apprentice, dialogue);
  const tokens = momentTokens(dialogue);
  const fitness = fitnessOf(apprentice.acts, apprentice.callArguments, dialogue);
  const prediction = predictEnsemble(apprentice, { features, values, states, tokens, fitness }, dialogue);
  return { features, values, states, tokens, prediction };
}

/** States of the newest results, each tool's last. */
function statesNow({ agreement }: Apprentice, { valuesBySlot: slotValues, untold }: DialogueState): State[] {
  return [...slotValues.found].slice(-RESULTS_READ).flatMap(([tool, found]) => {
    const known = knownPaths(agreement, tool);
    return statesOf(tool, found, { known, isTold: !untold.has(tool) });
  });
}

function resultsIn({ events }: Case) {
  return events.flatMap(({ kind, tool = "", result }) =>
    kind === "tool_result" ? [{ tool, found: spread(result ?? {}) }] : [],
  );
}

/** What all tickets have in common. */
function habitsOf({ templateStore, callArguments }: Apprentice): Habits {
  return {
    isKnown: (key) => templateStore.entries.has(key),
    isSetting: (tool, argument, value) => isAlways(callArguments, tool, argument, value),
  };
}

/** A case as it stood before a step; null when the event is no step. */
function momentBefore(apprentice: Apprentice, of: Case, next: CaseEvent) {
  const dialogue = newDialogueState(of, habitsOf(apprentice));
  for (const event of of.events) readEvent(dialogue, event, stepOf(dialogue, event));
  const step = stepOf(dialogue, next);
  return step && { dialogue, step, view: lookAt(apprentice, dialogue) };
}

/**
 * What was only ever said to customers is said to no monitoring, what those say who were given a case waits until it is
 * given, a goodbye until nothing is open.
 */
function barOn({ acts, templateStore }: Apprentice, dialogue: DialogueState): BarOn {
  const { isRash } = goodbyesOf(acts, dialogue);
  return (entry, text) => {
    if (entry.unread === 0 && !hasReader(dialogue)) return { kind: "no_reader" };
    if (!dialogue.isHandedOver && isOthersWords(entry, templateStore))
      return { kind: "handed_over", times: entry.afterHandOver, of: entry.count };
    return isRash(text) ? { kind: "goodbye" } : null;
  };
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
  const replies = draftReplies(view.prediction, view.values, dialogue, barOn(apprentice, dialogue));
  const gate = gateFeatures(calibration, templateStore, view.prediction, replies, dialogue, view.features);
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
  // What many tickets speak of is the desk's subject, and nobody's name.
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

function toProposal(
  apprentice: Apprentice,
  dialogue: DialogueState,
  view: View,
  schemas: ToolSchemas | undefined,
): Proposal {
  const { calibration, templateStore } = apprentice;
  const { prediction } = view;
  const isKnown = isFamiliar(apprentice.nearest, apprentice.callArguments, dialogue);
  const ranked = draftReplies(prediction, view.values, dialogue, barOn(apprentice, dialogue));
  const features = gateFeatures(calibration, templateStore, prediction, ranked, dialogue, view.features);
  const believed = ranked.length === 0 ? 0 : confidenceOf(calibration, features);
  const { replies, withheld, confidence } = withhold(
    ranked,
    believed,
    isKnown ? null : { kind: "unfamiliar" },
  );
  const toolProbability = features.callShare ?? 0;
  const tool = isKnown ? draftCall(apprentice.callArguments, prediction, dialogue, schemas) : null;
  const typedProbability = freeTextProbability(calibration, features);
  const answered = dialogue.lastKind === "analyst_reply";
  return {
    step: nextStep(replies[0], tool, 1 - toolProbability, answered),
    replies,
    withheld,
    unsaid: nearestUnsaid(prediction, ranked, view.values, dialogue, templateStore),
    tool,
    replyProbability: 1 - toolProbability,
    toolProbability,
    confidence,
    typedProbability,
    novelty: 1 - Math.min(1, prediction.near[0]?.similarity ?? 0),
    nearest: prediction.near
      .slice(0, NEAREST_TOLD)
      .map(({ moment, similarity }) => ({ ticketId: moment.ticketId, eventId: moment.eventId, similarity })),
    abstain: abstainReason(apprentice, answered, replies.length > 0 || tool !== null),
    features,
  };
}
