/** Predicts the next step: an ensemble of three experts trained on closed tickets, weighted by a learned combiner. */
import type { Fitness } from "./acts/acts";
import { choiceFacts, FLOOR } from "./choice-facts";
import type { DialogueState } from "./dialogue-state";
import { learnWeights, type Stack, weigh } from "./expert-weights";
import type { Agreement } from "./facts/agreement";
import type { State } from "./facts/states";
import { type Nearest, type Neighbour, neighbours } from "./nearest";
import { type Network, scoreNetwork } from "./network";
import { normalise, type Softmax, score } from "./softmax";
import { type Tellable, tellableClasses, tellableOnce } from "./tellable";
import { FREE_TEXT, type TemplateStore } from "./template-store";
import { ALMOST, overlap } from "./tokens";

/** A candidate for the next step with its probability among all steps. */
export type Choice = Tellable & { probability: number; facts: number[] };

export type EnsemblePrediction = {
  /** Most probable first. */
  choices: Choice[];
  /** Share of the step being something no template covers, by the learners. */
  typed: number;
  /** Share of the step being none of the choices. */
  other: number;
  otherFacts: number[];
  near: Neighbour[];
  /** Share of the similar past moments that led to each step. */
  votes: Map<string, number>;
  /** How far the two learners agree: the sum over classes of the smaller probability. */
  agreement: number;
};

const NEIGHBOURS = 25;
/** Below this number of closed tickets the nearest past case is preferred too. */
const YOUNG_DESK = 100;

/** Which classes could be said with these slots; the free-text class always can. */
export function possibleClasses(
  templateStore: TemplateStore,
  slots: { has(slot: string): boolean },
): Uint8Array {
  const possible = new Uint8Array(templateStore.classes.length);
  possible[FREE_TEXT] = 1;
  templateStore.classes.forEach((entry, c) => {
    if (entry?.slots.every((slot) => slots.has(slot))) possible[c] = 1;
  });
  return possible;
}

/** A question for what the ticket holds is impossible however likely. */
function leaveOutUnfit({ classes }: TemplateStore, possible: Uint8Array, { asks }: Fitness): void {
  classes.forEach((entry, c) => {
    if (entry?.kind !== "reply" || !possible[c]) return;
    if (!asks(entry)) possible[c] = 0;
  });
}

/** The ensemble's prediction of the next step. */
export function predictEnsemble(
  experts: {
    templateStore: TemplateStore;
    softmax: Softmax;
    network: Network;
    nearest: Nearest;
    stack: Stack;
    agreement: Agreement;
    /** Closed tickets learnt from. */
    closed: number;
  },
  moment: {
    features: Uint32Array;
    values: ReadonlyMap<string, string>;
    states: readonly State[];
    tokens: ReadonlyMap<number, number>;
    fitness: Fitness;
  },
  dialogue: DialogueState,
): EnsemblePrediction {
  const { templateStore } = experts;
  const { values, states } = moment;
  const ground = { values, states, dialogue, templateStore, agreement: experts.agreement };
  const possible = possibleClasses(templateStore, moment.values);
  leaveOutUnfit(templateStore, possible, moment.fitness);
  const linear = new Float32Array(possible.length);
  const deep = new Float32Array(possible.length);
  score(experts.softmax, moment.features, linear);
  scoreNetwork(experts.network, moment.features, deep);
  normalise(linear, possible);
  normalise(deep, possible);
  const mixed = linear.map((value, c) =>
    possible[c] ? 0.5 * (Math.log(value + FLOOR) + Math.log((deep[c] ?? 0) + FLOOR)) : 0,
  );
  normalise(mixed, possible);
  const near = neighbours(experts.nearest, moment.tokens, NEIGHBOURS);
  const votes = vote(near);
  const known = tellableClasses(ground, mixed, possible, votes);
  const singles = tellableOnce(ground, votes, moment.fitness);
  const young = 1 / (1 + experts.closed / YOUNG_DESK);
  const typed = mixed[FREE_TEXT] ?? 0;
  let heard = 0;
  const facts = known.map(({ entry }) => {
    const c = entry.classId ?? FREE_TEXT;
    heard += votes.get(entry.key) ?? 0;
    const logs = { linear: linear[c] ?? 0, deep: deep[c] ?? 0, votes: votes.get(entry.key) ?? 0 };
    return choiceFacts(entry, logs, young, dialogue);
  });
  for (const { entry } of singles) {
    const share = votes.get(entry.key) ?? 0;
    heard += share;
    const logs = {
      linear: (linear[FREE_TEXT] ?? 0) * share,
      deep: (deep[FREE_TEXT] ?? 0) * share,
      votes: share,
    };
    facts.push(choiceFacts(entry, logs, young, dialogue));
  }
  const otherFacts = choiceFacts(
    null,
    { linear: linear[FREE_TEXT] ?? 0, deep: deep[FREE_TEXT] ?? 0, votes: Math.max(0, 1 - heard) },
    young,
    dialogue,
  );
  const chances = weigh(experts.stack, [...facts, otherFacts]);
  const choices = [...known, ...singles]
    .map((choice, index) => ({
      ...choice,
      probability: chances[index] ?? 0,
      facts: facts[index] ?? [],
    }))
    .sort((left, right) => right.probability - left.probability);
  const other = chances.at(-1) ?? 0;
  let agreement = 0;
  for (let c = 0; c < linear.length; c++) agreement += Math.min(linear[c] as number, deep[c] as number);
  return { choices, typed, other, otherFacts, near, votes, agreement };
}

/**
 * One update towards the experts that predicted what came next; none where that was known but not among the candidates.
 * A reply seen once counts as known when it reads almost like the one given.
 */
export function learnStack(
  stack: Stack,
  prediction: EnsemblePrediction,
  given: { key: string; text: string; isCovered: boolean },
): void {
  const same = prediction.choices.findIndex((choice) => choice.entry.key === given.key);
  if (same < 0 && given.isCovered) return;
  const found =
    same < 0
      ? prediction.choices.findIndex(
          ({ told, entry }) => told && entry.classId === null && overlap(told.text, given.text) >= ALMOST,
        )
      : same;
  const target = found < 0 ? prediction.choices.length : found;
  const facts = [...prediction.choices.map((choice) => choice.facts), prediction.otherFacts];
  learnWeights(stack, facts, target);
}

function vote(near: readonly Neighbour[]): Map<string, number> {
  const votes = new Map<string, number>();
  const total = near.reduce((sum, one) => sum + one.similarity * one.similarity, 0);
  for (const { moment, similarity } of near) {
    votes.set(moment.key, (votes.get(moment.key) ?? 0) + (similarity * similarity) / total);
  }
  return votes;
}
