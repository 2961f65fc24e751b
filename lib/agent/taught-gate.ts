/** The gate as the teaching makes it: decisions and grades, in the order they were taught. */
import { type Gate, learnGate, newGate } from "#lib/policy/gate/gate";
import type { JudgementFacts } from "./queries";

/** A gate that has learned these judgements, and nothing else. */
export function gateOf(judgements: readonly JudgementFacts[]): Gate {
  const gate = newGate();
  for (const facts of judgements) teachGate(gate, facts);
  return gate;
}

/** Learns one judgement; a grade of a look no card was weighed in teaches nothing. */
export function teachGate(gate: Gate, facts: JudgementFacts): void {
  const { features, queue } = facts;
  const good = facts.kind === "grade" ? facts.good : facts.outcome !== "reject";
  if (features) learnGate(gate, { queue, features, good });
}
