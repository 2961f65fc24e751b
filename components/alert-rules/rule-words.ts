/** The words of proposed alerting rules. */

import type {
  ProposedRule,
  RuleEvidence,
  RuleProposalKind,
  RuleProposalState,
  RuleTrial,
} from "#lib/alert-rules/model";
import { unitOf } from "#lib/metrics/model";
import { countWords, timesWords } from "#lib/platform/count/rules";
import { valueWords } from "../metrics/metric-words";
import type { Tone } from "../ui/badge";

export const kindWords = {
  wait: "Longer pending period",
  demote: "Lower severity",
  threshold: "New rule",
} as const satisfies Record<RuleProposalKind, string>;

export const stateWords = {
  open: "Open",
  accepted: "Accepted",
  edited: "Accepted with changes",
  rejected: "Rejected",
  lapsed: "Expired",
} as const satisfies Record<RuleProposalState, string>;

export const stateTones = {
  open: "accent",
  accepted: "positive",
  edited: "positive",
  rejected: "neutral",
  lapsed: "neutral",
} as const satisfies Record<RuleProposalState, Tone>;

/** What the rule does: "Fires only after another 5 minutes, at severity warning." */
export function ruleSentence(rule: ProposedRule): string {
  const { forMinutes, severity } = rule;
  const wait = countWords(forMinutes, "minute");
  switch (rule.kind) {
    case "wait":
      return `Fires only after another ${wait}, at severity ${severity}.`;
    case "demote":
      return `Fires at severity ${severity}${forMinutes > 0 ? `, after another ${wait}` : ""}${severity === "info" ? ", so that nobody is paged" : ""}.`;
    case "threshold":
      return `Fires at severity ${severity} when ${rule.metric} is ${rule.end} ${valueWords(rule.bound, unitOf(rule))}${forMinutes > 0 ? ` for ${wait}` : ""}.`;
  }
}

/** Why it is proposed. */
export function evidenceSentence({ kind }: ProposedRule, { times, actedOn, days }: RuleEvidence): string {
  const acted = `${actedOn === 0 ? "none" : actedOn} of them ${actedOn > 1 ? "were" : "was"} acted on`;
  if (kind === "threshold")
    return times === 1
      ? `1 anomaly in ${days} days raised no alert${actedOn === 1 ? ", and was acted on" : ""}.`
      : `${times} anomalies in ${days} days raised no alert; ${acted}.`;
  return `Fired ${timesWords(times)} in ${days} days; ${acted}.`;
}

/** What it would have done. */
export function trialSentence({ days, raised, real, missed, heldBack }: RuleTrial, isNew: boolean): string {
  const would = `Over the last ${days} days it would have fired ${timesWords(raised)}`;
  if (!isNew)
    return `${would} instead of ${raised + heldBack}; ${missed === 0 ? "no alerts" : countWords(missed, "alert")} that somebody acted on would have been missed.`;
  const during =
    raised === 0 ? "" : `, ${real === raised ? "each time" : timesWords(real)} during an anomaly`;
  return `${would}${during}${missed > 0 ? `; it would have missed ${missed}` : ""}.`;
}
