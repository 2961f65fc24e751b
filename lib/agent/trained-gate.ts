/** Trains gate and reranker from the training log: decisions and grades, in their order. */
import { learnPassage, newReranker, type Reranker } from "#lib/knowledge/reranker";
import { type Gate, learnGate, newGate } from "#lib/policy/gate/gate";
import type { JudgementFacts } from "./training-example";

/** A gate that has learned these judgements, and nothing else. */
export function gateOf(judgements: readonly JudgementFacts[]): Gate {
  const gate = newGate();
  for (const facts of judgements) trainGate(gate, facts);
  return gate;
}

/** A reranker that has learned these judgements, and nothing else. */
export function rerankerOf(judgements: readonly JudgementFacts[]): Reranker {
  const reranker = newReranker();
  for (const facts of judgements) trainReranker(reranker, facts);
  return reranker;
}

/** Learns from the passages a decided draft cited; a grade says nothing of them. */
export function trainReranker(reranker: Reranker, facts: JudgementFacts): void {
  if (facts.kind !== "decision") return;
  for (const { features, isRight } of facts.passages ?? []) learnPassage(reranker, features, isRight);
}

/** Learns one judgement; a grade of a run no card was weighed in is not learned from. */
export function trainGate(gate: Gate, facts: JudgementFacts): void {
  const { features, queue } = facts;
  if (features) learnGate(gate, { queue, features, good: wasGood(facts) });
}

/** Whether the card was worth showing, as the judgement says. */
export function wasGood(facts: JudgementFacts): boolean {
  return facts.kind === "grade" ? facts.good : facts.outcome !== "reject";
}
