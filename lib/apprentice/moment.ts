/** The dialogue state of a case, and what the experts are given of it. */
import { fitnessOf, goodbyesOf } from "./acts/acts";
import { isAlways, spellingsIn } from "./call/arguments";
import { IDENTIFIER } from "./call/identifiers";
import { withoutOvertaken } from "./call/overtaken";
import { respelled } from "./call/spelling";
import { type DialogueState, type Habits, hasReader, isOpening, newDialogueState } from "./dialogue-state";
import { readEvent, stepOf } from "./dialogue-update";
import type { BarOn } from "./drafts";
import { type EnsemblePrediction, predictEnsemble } from "./ensemble";
import { knownPaths } from "./facts/agreement";
import { type State, statesOf } from "./facts/states";
import { momentFeatures } from "./features";
import { type Due, dueToLacking } from "./lacking";
import type { Case, CaseEvent } from "./model";
import { momentTokens } from "./nearest";
import { ownSteps } from "./own-steps";
import { dissimilarity, type Opening, readOpening } from "./pointing";
import { valuesBySlot } from "./slot-values";
import type { Apprentice } from "./state";
import { isOthersWords } from "./template-store";
import { hasDigit, words } from "./tokens";

/** Tools whose newest result a sentence may depend on. */
const RESULTS_READ = 3;
/** Words a case opens with that are looked at. */
const WORDS_READ = 80;
const LENGTH_READ = 2_000;
/** How unlikely it is, before a word is read, that who was answered comes back with another matter: log odds as of `unlike`. */
const OTHER_MATTER = 1;

/** The dialogue state of a case before its first event. */
export function begin(apprentice: Apprentice, of: Case): DialogueState {
  return newDialogueState(of, habitsOf(apprentice));
}

/** The dialogue state of a case as it stands. */
export function dialogueOf(apprentice: Apprentice, of: Case): DialogueState {
  const dialogue = begin(apprentice, of);
  for (const event of withoutOvertaken(asMachinesWrite(apprentice, of.events)))
    readEvent(dialogue, event, stepOf(dialogue, event));
  return dialogue;
}

/** The events with the names in what customers say written as the machine that gave them writes them. */
function asMachinesWrite({ callArguments }: Apprentice, events: readonly CaseEvent[]): readonly CaseEvent[] {
  const spellings = spellingsIn(callArguments);
  return events.map((event) => {
    const body = event.kind === "customer_message" ? respelled(event.body, spellings) : event.body;
    return body === event.body ? event : { ...event, body };
  });
}

/** The input of the experts. */
export type View = {
  features: Uint32Array;
  /** Values of the slots that can be filled. */
  values: ReadonlyMap<string, string>;
  /** What else the results say that a sentence may depend on. */
  states: readonly State[];
  tokens: Map<number, number>;
  prediction: EnsemblePrediction;
  /** What comes to replies that ask for what a likely call lacks. */
  due: Due;
  /** What the case opens with; null once something was done. */
  opening: Opening | null;
  /** How much less than usual that points to a step, by the step's key: log odds, from 0. */
  unlike: (key: string) => number;
};

export function lookAt(apprentice: Apprentice, dialogue: DialogueState): View {
  const features = momentFeatures(dialogue);
  const values = valuesBySlot(dialogue.valuesBySlot);
  const states = statesNow(apprentice, dialogue);
  const tokens = momentTokens(dialogue);
  const fitness = fitnessOf(apprentice.acts, apprentice.callArguments, dialogue);
  const prediction = predictEnsemble(apprentice, { features, values, states, tokens, fitness }, dialogue);
  const opening = isOpening(dialogue) ? readOpening(apprentice.nearest, wordsBesideNames(dialogue)) : null;
  const unlike = unlikeness(apprentice, dialogue, opening);
  const due = dueToLacking(apprentice, prediction, dialogue);
  return { features, values, states, tokens, prediction, due, opening, unlike };
}

/**
 * How far what is said points to a step. Once something was done on a case, what was never done in such a case would open
 * another matter: it is judged as at an opening, by what the customer has said since.
 */
function unlikeness(
  { nearest, calibration: { pointing } }: Apprentice,
  dialogue: DialogueState,
  opening: Opening | null,
): View["unlike"] {
  if (opening) return (key) => dissimilarity(pointing, opening, key);
  if (dialogue.unanswered.length === 0 || dialogue.turnWords.length === 0) return () => 0;
  const isOwn = ownSteps(nearest.kinds, dialogue.done);
  if (!isOwn) return () => 0;
  const said = readOpening(nearest, wordsIn(dialogue.unanswered));
  return (key) => (isOwn(key) ? 0 : OTHER_MATTER + dissimilarity(pointing, said, key));
}

/** What is said of the things a case names, without names that hold a number: "fra-1" is where, not what. */
function wordsBesideNames({ subject, messages }: DialogueState): string[] {
  return wordsIn([subject, ...messages.map(({ text }) => text)]);
}

function wordsIn(texts: readonly string[]): string[] {
  return texts
    .map((text) => text.slice(0, LENGTH_READ))
    .flatMap((text) => words(text.replace(IDENTIFIER, (name) => (hasDigit(name) ? " " : name))))
    .slice(0, WORDS_READ);
}

/** States of the newest results, each tool's last. */
export function statesNow(
  { agreement }: Apprentice,
  { valuesBySlot: slotValues, untold }: DialogueState,
): State[] {
  return [...slotValues.found].slice(-RESULTS_READ).flatMap(([tool, found]) => {
    const known = knownPaths(agreement, tool);
    return statesOf(tool, found, { known, isTold: !untold.has(tool) });
  });
}

/** What all tickets have in common. */
function habitsOf({ templateStore, callArguments }: Apprentice): Habits {
  return {
    isKnown: (key) => templateStore.entries.has(key),
    isSetting: (tool, argument, value) => isAlways(callArguments, tool, argument, value),
  };
}

/** A case as it stood before a step; null when the event is no step. */
export function momentBefore(apprentice: Apprentice, of: Case, next: CaseEvent) {
  const dialogue = dialogueOf(apprentice, of);
  const step = stepOf(dialogue, next);
  return step && { dialogue, step, view: lookAt(apprentice, dialogue) };
}

/**
 * What was only ever said to customers is said to no monitoring, what those say who were given a case waits until it is
 * given, a goodbye until nothing is open.
 */
export function barOn({ acts, templateStore }: Apprentice, dialogue: DialogueState): BarOn {
  const { isRash } = goodbyesOf(acts, dialogue);
  return (entry, text) => {
    if (entry.unread === 0 && !hasReader(dialogue)) return { kind: "no_reader" };
    if (!dialogue.isHandedOver && isOthersWords(entry, templateStore))
      return { kind: "handed_over", times: entry.afterHandOver, of: entry.count };
    return isRash(text) ? { kind: "goodbye" } : null;
  };
}
