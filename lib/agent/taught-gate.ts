/** The gate and the weighing of passages as the teaching makes them: decisions and grades, in the order they were taught. */
import { type Fusion, learnPassage, newFusion } from "#lib/knowledge/fusion";
import { type Gate, learnGate, newGate } from "#lib/policy/gate/gate";
import type { JudgementFacts } from "./teaching-facts";

/** A gate that has learned these judgements, and nothing else. */
export function gateOf(judgements: readonly JudgementFacts[]): Gate {
  const gate = newGate();
  for (const facts of judgements) teachGate(gate, facts);
  return gate;
}

/** The weighing of passages after these judgements, and nothing else. */
export function fusionOf(judgements: readonly JudgementFacts[]): Fusion {
  const fusion = newFusion();
  for (const facts of judgements) teachFusion(fusion, facts);
  return fusion;
}

/** Learns from the passages a decided draft cited; a grade says nothing of them. */
export function teachFusion(fusion: Fusion, facts: JudgementFacts): void {
  if (facts.kind !== "decision") return;
  for (const { arms, isRight } of facts.passages ?? []) learnPassage(fusion, arms, isRight);
}

/** Learns one judgement; a grade of a look no card was weighed in teaches nothing. */
export function teachGate(gate: Gate, facts: JudgementFacts): void {
  const { features, queue } = facts;
  if (features) learnGate(gate, { queue, features, good: wasGood(facts) });
}

/** Whether the card was worth showing, as the judgement says. */
export function wasGood(facts: JudgementFacts): boolean {
  return facts.kind === "grade" ? facts.good : facts.outcome !== "reject";
}
