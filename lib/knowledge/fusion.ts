/** How the signs that a passage is about a question weigh together, as the team's decisions teach it: pure. */
import { type Logistic, learn, newLogistic, predict } from "#lib/policy/gate/logistic";
import { aboutness } from "./likeness";

/**
 * What speaks for a passage. `about`: the log odds of its likeness. `words`: its rank among the words asked for. `letters`:
 * how many letter triples of its title stand in the question, for typos and identifiers. `case`: that it is a closed
 * ticket, not an article. These are in [0, 1]. `near`: what its embedding adds to the log odds, 0 where there is none.
 */
export type Arms = { about: number; words: number; letters: number; case: number; near: number };

/** A logistic of the arms. What it weighs can be read off it; it is saved with the rest of what the team taught. */
export type Fusion = Logistic;

/** Before the first decision a passage's likeness alone counts, as it was calibrated, and how near its embedding is. */
const prior: Arms = { about: 1, words: 0, letters: 0, case: 0, near: 1 };
/** How far decisions can move a weight: a team's habits correct the calibration, a few mistakes do not overturn it. */
const furthest = 1;

export function newFusion(): Fusion {
  return newLogistic(0, prior);
}

/** One saved before there was a sign: what it has not heard of weighs as before the first decision. */
export function completeFusion(saved: Fusion): Fusion {
  return { ...saved, weights: { ...prior, ...saved.weights } };
}

/** P(the passage is about the question), and the natural logarithm of what decisions changed its odds by. */
export function fuse(fusion: Fusion, arms: Arms): { score: number; shift: number } {
  const score = predict(fusion, arms);
  return { score, shift: Math.log(score / (1 - score)) - arms.about - arms.near };
}

/** Learns that a passage was, or was not, what an answer could rest on. */
export function learnPassage(fusion: Fusion, arms: Readonly<Record<string, number>>, isRight: boolean): void {
  const known = Object.keys(prior).map((name) => [name, arms[name] ?? 0]);
  learn(fusion, Object.fromEntries(known), isRight);
  fusion.bias = within(fusion.bias, 0);
  for (const [name, weight] of Object.entries(prior))
    fusion.weights[name] = within(fusion.weights[name] ?? weight, weight);
}

/** The arms of a passage: its likeness, its rank in [0, 1], its letters, and what its embedding adds. */
export function armsOf(
  question: string,
  passage: { title: string; kind: "article" | "ticket" },
  { likeness, rank, near }: { likeness: number; rank: number; near: number },
): Arms {
  const about = aboutness(likeness);
  return {
    about: Math.log(about / (1 - about)),
    words: rank,
    letters: sharedTriples(question, passage.title),
    case: passage.kind === "ticket" ? 1 : 0,
    near,
  };
}

function within(value: number, around: number): number {
  return Math.min(around + furthest, Math.max(around - furthest, value));
}

function sharedTriples(question: string, title: string): number {
  const wanted = triples(title);
  const said = triples(question);
  return wanted.size === 0 ? 0 : [...wanted].filter((triple) => said.has(triple)).length / wanted.size;
}

function triples(text: string): Set<string> {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
}
