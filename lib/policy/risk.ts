/** Risk class of each kind of proposal: a fixed table, never a model's judgement. What is not in it has the highest risk. */
import type { RiskClass } from "./model";

const risks: Partial<Record<string, RiskClass>> = {
  triage: 0,
  diagnostic: 0,
  escalation: 0,
  reply: 1,
  follow_up: 1,
};

/** Risk of a kind of proposal; 4 for anything unknown. */
export function riskOf(kind: string): RiskClass {
  return risks[kind] ?? 4;
}
