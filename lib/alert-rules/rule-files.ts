/** Accepted rules as files that Prometheus and Grafana load. Pure. */
import { type AlertRule, grafanaFile, prometheusFile } from "#lib/metrics/alert-rule";
import { passes, quoted, thresholdName } from "#lib/metrics/threshold-rules";
import { isForGrafana, type ProposedRule, type RuleFileFormat } from "./model";

const group = "vigil-rule-proposals";

/** The rules in one file. Grafana's leaves out those that ask Prometheus for its own alerts. */
export function ruleFileOf(format: RuleFileFormat, rules: readonly ProposedRule[]): string {
  return format === "grafana"
    ? grafanaFile(group, rules.filter(isForGrafana).map(alertRuleOf))
    : prometheusFile(group, rules.map(alertRuleOf));
}

/**
 * The rule in PromQL. A rule whose expression nobody said is asked for by the alerts Prometheus itself keeps: what it fires
 * for so much longer is exactly what was tried.
 */
export function alertRuleOf(rule: ProposedRule): AlertRule {
  const { forMinutes, severity } = rule;
  if (rule.kind === "threshold") {
    const { metric: name, labels, isCounter, end, bound } = rule;
    const expr = passes({ name, labels, isCounter }, end, bound);
    const summary = `${name} is ${end} ${bound}, which no other rule covers`;
    return { alert: thresholdName(name, end), expr, forMinutes, severity, summary };
  }
  const { name, expr } = rule;
  if (expr !== null) return { alert: name, expr, forMinutes, severity, summary: name };
  return {
    alert: `${name}${rule.kind === "wait" ? "Lasting" : "Quiet"}`,
    expr: `ALERTS{alertname=${quoted(name)},alertstate="firing"}`,
    forMinutes,
    severity,
    summary: `${name} is firing. This rule replaces it: turn off the notifications of ${name} itself.`,
  };
}
