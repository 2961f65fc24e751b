/** Proposals for alerting rules: a rule that only makes noise is to wait or to call nobody, a symptom no rule covers gets one. */
import { z } from "zod";
import { rangeEnds } from "#lib/metrics/threshold-rules";
import { instant } from "#lib/platform/instant";
import { severities } from "#lib/signals/model";

/** `wait`: it fires later. `demote`: it calls nobody. `threshold`: a new rule on a metric. */
export const ruleProposalKinds = ["wait", "demote", "threshold"] as const;
export type RuleProposalKind = (typeof ruleProposalKinds)[number];

/** `lapsed`: what spoke for it is gone, and nobody had decided. */
export const ruleProposalStates = ["open", "accepted", "edited", "rejected", "lapsed"] as const;
export type RuleProposalState = (typeof ruleProposalStates)[number];

const Minutes = z.number().int().min(0, "Enter 0 or more").max(1_440, "Enter at most a day, 1440");
const Expression = z.string().trim().min(1).max(10_000);

/** A rule that exists, changed. `expr` is null until somebody says it: senders do not. */
const ChangedRule = z.object({
  source: z.string(),
  name: z.string(),
  expr: Expression.nullable(),
  forMinutes: Minutes,
  severity: z.enum(severities),
});

/** Programs that load a rule file. */
export const ruleFileFormats = ["prometheus", "grafana"] as const;
export type RuleFileFormat = (typeof ruleFileFormats)[number];

/** A rule as it is proposed, or as it was decided. */
export const ProposedRule = z.discriminatedUnion("kind", [
  ChangedRule.extend({ kind: z.literal("wait") }),
  ChangedRule.extend({ kind: z.literal("demote") }),
  z.object({
    kind: z.literal("threshold"),
    seriesId: z.number().int(),
    metric: z.string(),
    labels: z.record(z.string(), z.string()),
    unit: z.string(),
    isCounter: z.boolean(),
    end: z.enum(rangeEnds),
    bound: z.number(),
    forMinutes: Minutes,
    severity: z.enum(severities),
  }),
]);
export type ProposedRule = z.infer<typeof ProposedRule>;

/** What spoke for a proposal when it was made. */
export const RuleEvidence = z.object({
  days: z.number(),
  /** Of a rule: how often it fired, and how often somebody acted on that. Of a metric: how often it was unusual. */
  times: z.number(),
  actedOn: z.number(),
  /** Incidents nobody was alerted of, the newest first. */
  incidents: z.array(z.number()).default([]),
});
export type RuleEvidence = z.infer<typeof RuleEvidence>;

/** An alarm the rule would have raised. */
export const RuleAlarm = z.object({
  from: z.coerce.date(),
  /** Null: it would still go on. */
  to: z.coerce.date().nullable(),
  incidentId: z.number().nullable(),
  /** Somebody acted on it; of a metric: it was unusual just then. */
  isReal: z.boolean(),
});
export type RuleAlarm = z.infer<typeof RuleAlarm>;

/** What a rule would have done within the last days. */
export const RuleTrial = z.object({
  days: z.number(),
  raised: z.number(),
  /** Of those raised, the ones that mattered, and of those that matter the ones it would not have raised. */
  real: z.number(),
  missed: z.number(),
  /** Firings of the rule as it is that it would not have raised. */
  heldBack: z.number(),
  /** The newest alarms first. */
  alarms: z.array(RuleAlarm),
});
export type RuleTrial = z.infer<typeof RuleTrial>;

/** What a person changes of a proposal; what does not fit its kind is refused. */
export const RuleChange = z.object({
  forMinutes: Minutes,
  severity: z.enum(severities),
  expr: Expression.nullable().default(null),
  bound: z.number().nullable().default(null),
});
export type RuleChange = z.input<typeof RuleChange>;

export const AcceptRuleInput = z.object({ proposalId: z.number().int() });
export const EditRuleInput = RuleChange.extend({ proposalId: z.number().int() });
export const RejectRuleInput = z.object({
  proposalId: z.number().int(),
  reason: z.string().trim().min(1, "Say why").max(500),
});

export type RuleProposal = {
  id: number;
  state: RuleProposalState;
  /** As it stands: as it was decided, else as it is proposed. */
  rule: ProposedRule;
  /** What the source of a rule that exists is called. */
  sourceName: string | null;
  evidence: RuleEvidence;
  reason: string | null;
  proposedAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
};

/** A decision about a proposed rule as a labelled example, one JSON object a line: the dataset's record `rule_decision`. */
export const RuleDecision = z.strictObject({
  type: z.literal("rule_decision"),
  row_id: z.string(),
  kind: z.enum(ruleProposalKinds),
  verdict: z.enum(["accept", "edit", "reject"]),
  /** Why it was rejected. */
  reason: z.string().nullable(),
  proposed: ProposedRule,
  /** The rule as it is to be; null for one that was rejected. */
  decided: ProposedRule.nullable(),
  evidence: z.strictObject({
    days: z.number(),
    times: z.number(),
    acted_on: z.number(),
    incidents: z.number().int(),
  }),
  proposed_at: z.iso.datetime(),
  decided_at: z.iso.datetime(),
  /** A pseudonym, the same as in the manifests; null where it was not written down who decided. */
  analyst_id_hash: z.string().nullable(),
  redaction_policy: z.string(),
  /** No rule, and no series, stands on both sides. */
  split: z.enum(["train", "test"]),
});
export type RuleDecision = z.infer<typeof RuleDecision>;

export const ExportRuleDecisionsInput = z.object({
  from: instant.optional(),
  to: instant.optional(),
});
export type ExportRuleDecisionsInput = z.input<typeof ExportRuleDecisionsInput>;

/** How often a kind was accepted of late; one nobody wants is paused. */
export type KindAcceptance = { kind: RuleProposalKind; accepted: number; decided: number; isPaused: boolean };

/** A major incident no rule told of and no metric shows. */
export type BlindSpot = { id: number; title: string; service: string | null; startsAt: Date };

/** What a rule is about, whoever words it: an open proposal of the same is the same proposal. */
export function subjectOf(rule: ProposedRule): string {
  if (rule.kind === "threshold") return JSON.stringify(["series", rule.seriesId, rule.end]);
  return JSON.stringify(["rule", rule.source, rule.name]);
}

/** A rule with a person's changes; null where they do not fit its kind. */
export function changedRule(rule: ProposedRule, change: z.output<typeof RuleChange>): ProposedRule | null {
  const { forMinutes, severity, expr, bound } = change;
  if (rule.kind === "threshold")
    return bound === null || expr !== null ? null : { ...rule, forMinutes, severity, bound };
  return bound === null ? { ...rule, forMinutes, severity, expr } : null;
}

/** The source of a rule that exists; null for a new one. */
export function sourceOf(rule: ProposedRule): string | null {
  return rule.kind === "threshold" ? null : rule.source;
}

/** What a rule is called in lists. */
export function ruleName(rule: ProposedRule): string {
  return rule.kind === "threshold" ? rule.metric : rule.name;
}

/** Grafana keeps no series of which alerts fire: a rule it could hold has an expression of its own. */
export function isForGrafana(rule: ProposedRule): boolean {
  return rule.kind === "threshold" || rule.expr !== null;
}
