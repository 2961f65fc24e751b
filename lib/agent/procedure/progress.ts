/**
 * Detects which steps of a procedure were already done on a ticket: said in similar words, looked up, or answered by the
 * customer unasked. Pure.
 */

import type { Case } from "#lib/apprentice/model";
import type { ProcedureStep } from "#lib/knowledge/procedure";
import { terms } from "#lib/knowledge/terms";
import { literalWording } from "./slots";
import { isNamedBeside, isSaidToBe, isTold } from "./told";

export type Progress = {
  /** Places of the steps that were done. */
  done: ReadonlySet<number>;
  /** The furthest of them, and the first; −1 for none. */
  last: number;
  first: number;
};

/** Share of a reply, or of a step's wording, weighted by how rare the words are in the procedure, that makes them the same. */
const sameStep = 0.4;

/** Goes through what analysts did on a ticket; `toolOf` is the tool that each step asks for. */
export function progressOf(
  steps: readonly ProcedureStep[],
  toolOf: readonly (string | null)[],
  of: Case,
): Progress {
  const weights = wordWeights(steps);
  const done = new Set<number>();
  for (const event of of.events) {
    if (event.kind === "tool_call") {
      const place = toolOf.findIndex((tool, place) => tool === event.tool && !done.has(place));
      if (place >= 0) done.add(place);
    }
    if (event.kind === "analyst_reply") {
      const place = saidStep(steps, event.body, weights, done);
      if (place >= 0) done.add(place);
    }
  }
  return { done, last: Math.max(-1, ...done), first: done.size > 0 ? Math.min(...done) : -1 };
}

/** Whether what a question asks for was told already, in a sentence of the customer that is no question itself. */
export function isAnswered(step: ProcedureStep, steps: readonly ProcedureStep[], of: Case): boolean {
  if (!isQuestion(step)) return false;
  const said = of.events.flatMap(({ kind, body }) => (kind === "customer_message" ? [body] : []));
  if (isTold(step.wording ?? "", said.join("\n"))) return true;
  const weights = wordWeights(steps);
  const own = ownWords(step, weights);
  const wanted = asksNumber.test(step.wording ?? "") ? terms(literalWording(step.wording ?? "")) : own;
  return said
    .flatMap((body) => body.split(/(?<=[.!?。！？\n])/u))
    .filter((sentence) => !/[?？]/.test(sentence))
    .some(
      (sentence) =>
        own.some((word) => isSaidToBe(word, sentence)) ||
        wanted.some((word) => isNamedBeside(word, sentence)),
    );
}

const asksNumber = /\b(?:numbers?|ids?|nummern?|numéros?|números?)\b|号|番号/iu;

/** A step that asks the customer something. */
export function isQuestion({ wording }: ProcedureStep): boolean {
  return wording !== null && /[?？]["”»」]?\s*$/u.test(wording);
}

type Weights = ReadonlyMap<string, number>;

/** How rare each word is among the wordings of a procedure: what all of them say tells none apart. */
function wordWeights(steps: readonly ProcedureStep[]): Weights {
  const counts = new Map<string, number>();
  const wordings = steps.flatMap(({ wording }) => wording ?? []);
  for (const wording of wordings)
    for (const word of new Set(terms(literalWording(wording)))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log(1 + wordings.length / count)]));
}

/** The step a reply carries out; −1 when it is none of those not done. */
function saidStep(
  steps: readonly ProcedureStep[],
  reply: string,
  weights: Weights,
  done: ReadonlySet<number>,
): number {
  let best = -1;
  let most = sameStep;
  for (const [place, step] of steps.entries()) {
    if (step.wording === null || done.has(place)) continue;
    const score = sameness(reply, step, weights);
    if (score <= most) continue;
    most = score;
    best = place;
  }
  return best;
}

/** The larger share of two texts that stands in the other; 0 when no word that tells the step from the others does. */
function sameness(reply: string, step: ProcedureStep, weights: Weights): number {
  const said = new Set(terms(reply));
  const wanted = new Set(terms(literalWording(step.wording ?? "")));
  const shared = [...wanted].filter((word) => said.has(word));
  const own = ownWords(step, weights);
  if (shared.length < Math.min(2, wanted.size, said.size) || !own.some((word) => said.has(word))) return 0;
  const heavy = Math.max(0, ...weights.values());
  const sum = (of: Iterable<string>) =>
    [...of].reduce((total, word) => total + (weights.get(word) ?? heavy), 0);
  return sum(shared) / Math.min(sum(wanted), sum(said));
}

/** The words of a step that no other one has, and that mean something. */
function ownWords({ wording }: ProcedureStep, weights: Weights): string[] {
  const rare = Math.max(...weights.values(), 0) - 1e-9;
  return [...new Set(terms(literalWording(wording ?? "")))].filter(
    (word) =>
      (weights.get(word) ?? 0) >= rare &&
      (/\p{Script=Han}/u.test(word) || (word.length >= 3 && !helping.has(word))),
  );
}

/** Short verbs that ask for anything. */
const helping = new Set(
  "get got let any now all need want give tell know help sure one two out make".split(" "),
);
