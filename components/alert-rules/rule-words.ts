/** The words of proposed alerting rules. */
import type { ProposedRule, RuleEvidence, RuleProposalKind, RuleProposalState } from "#lib/alert-rules/model";
import { valueWords } from "../metrics/metric-words";
import type { Tone } from "../ui/badge";

export const kindWords = {
  wait: "Wait longer",
  demote: "Call nobody",
  threshold: "New rule",
} as const satisfies Record<RuleProposalKind, string>;

export const stateWords = {
  open: "Open",
  accepted: "Accepted",
  edited: "Accepted with changes",
  rejected: "Rejected",
  lapsed: "Lapsed",
} as const satisfies Record<RuleProposalState, string>;

export const stateTones = {
  open: "accent",
  accepted: "positive",
  edited: "positive",
  rejected: "neutral",
  lapsed: "neutral",
} as const satisfies Record<RuleProposalState, Tone>;

/** What the rule does: "It fires after 5 more minutes." */
export function ruleSentence(rule: ProposedRule): string {
  const wait = minuteWords(rule.forMinutes);
  switch (rule.kind) {
    case "wait":
      return `It fires only when it has lasted ${wait} more, as ${rule.severity}.`;
    case "demote":
      return `It still fires${rule.forMinutes > 0 ? ` when it has lasted ${wait} more` : ""}, as ${rule.severity}: nobody is called.`;
    case "threshold":
      return `It fires as ${rule.severity} when ${rule.metric} has been ${rule.end} ${valueWords(rule.bound, rule.isCounter ? `${rule.unit}/s` : rule.unit)}${rule.forMinutes > 0 ? ` for ${wait}` : ""}.`;
  }
}

/** Why it is proposed. */
export function evidenceSentence({ kind }: ProposedRule, { times, actedOn, days }: RuleEvidence): string {
  const acted = actedOn === 0 ? "never" : actedOn === 1 ? "once" : `${actedOn} times`;
  if (kind === "threshold")
    return `${times === 1 ? "One symptom" : `${times} symptoms`} in ${days} days that no rule told of; people acted on ${actedOn === times ? (times === 1 ? "it" : "all of them") : `${actedOn} of them`}.`;
  return `It fired and ended ${times} times in ${days} days, and somebody acted on it ${acted}.`;
}

export function minuteWords(minutes: number): string {
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
