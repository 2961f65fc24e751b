/**
 * Whether a case is of a kind nobody closed. Learnt from each closed ticket twice: as it came, and as it would have looked had
 * nothing of its kind been closed before.
 */
import { type Logistic, learn, logOdds, newLogistic } from "#lib/policy/gate/logistic";
import type { DialogueStep } from "./dialogue-state";
import { logit } from "./logit";
import type { Neighbour } from "./nearest";

/** P(a case is of a new kind). */
export type Novelty = Logistic;

/** Moments that are asked what kind a case is of, and those looked at to find as many of another kind. */
const ASKED = 25;
export const LOOKED_AT = 150;
/** Before anything was learnt a case is rather of a known kind. */
const untaught = -1;

export function newNovelty(): Novelty {
  return newLogistic(untaught, {});
}

/** What tells the kind of a closed ticket: the first look-up made for it; where none was, the first reply. */
export function kindOfCase(steps: readonly DialogueStep[]): string {
  return (steps.find(({ kind }) => kind === "call") ?? steps[0])?.key ?? "";
}

/** Learns from the opening of a closed ticket of this kind; `near` are the past moments most like it, best first. */
export function learnNovelty(
  novelty: Novelty,
  kind: string,
  near: readonly Neighbour[],
  words: readonly string[],
): void {
  const others = near.filter(({ moment }) => moment.kind !== kind);
  if (others.length > 0) learn(novelty, signsOf(others, words), true);
  if (others.length < near.length) learn(novelty, signsOf(near, words), false);
}

/** The log odds of a case that opens with these words being of a new kind, 0 where that is unlikely. */
export function strangeness(novelty: Novelty, near: readonly Neighbour[], words: readonly string[]): number {
  return near.length === 0 ? 0 : Math.max(0, logOdds(novelty, signsOf(near, words)));
}

/** How alike the nearest moment is, how far the near ones are of one kind, and how much there is to be alike in. */
function signsOf(near: readonly Neighbour[], words: readonly string[]): Record<string, number> {
  const shares = new Map<string, number>();
  let whole = 0;
  for (const { moment, similarity } of near.slice(0, ASKED)) {
    whole += similarity * similarity;
    shares.set(moment.kind, (shares.get(moment.kind) ?? 0) + similarity * similarity);
  }
  return {
    likeness: logit(near[0]?.similarity ?? 0, LEAST),
    agreement: logit(Math.max(0, ...shares.values()) / whole, LEAST),
    length: Math.log(1 + new Set(words).size),
  };
}

/** A share nearer to 0 or 1 than this tells no more. */
const LEAST = 0.02;
