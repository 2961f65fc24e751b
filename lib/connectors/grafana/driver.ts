/** Grafana's alerting webhook: Alertmanager's shape with values, an image by reference and links of its own. */
import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import type { InboundAlert } from "#lib/signals/model";
import { cut } from "#lib/tickets/lenient-parsing";
import { alertOf, groupOf } from "../alertmanager/driver";
import { alertFrom, at, readEach, readOne } from "../alerts";
import { carriesSecret } from "../genuine";
import { type ConnectorDriver, refusal, type WebhookRequest } from "../webhook-request";

/** Grafana sends what its contact point is given as authorization header, or as basic authentication. */
export const grafana = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets),

  read(payload, request) {
    const { alerts, truncatedAlerts, ...group } = payload as Record<string, unknown>;
    if (alerts === undefined && group.ruleId !== undefined) return readOne(ofOldRule(group, request));
    if (!Array.isArray(alerts) || alerts.length === 0) throw refusal("invalid", "alerts", "holds no alert");
    const read = readEach(alerts, "alerts", (item) => {
      const alert = alertOf(item, request, groupOf(group));
      if (!alert) return null;
      const sent = item as Record<string, unknown>;
      const more = {
        values: sent.valueString,
        dashboard: sent.dashboardURL,
        panel: sent.panelURL,
        image: sent.imageURL,
      };
      const texts = Object.entries(more).flatMap(([name, text]) =>
        typeof text === "string" && text ? [[name, cut(text, 2_000)]] : [],
      );
      // A template that found nothing leaves its text empty.
      const told = Object.fromEntries(Object.entries(alert.annotations).filter(([, text]) => text.trim()));
      return { ...alert, annotations: { ...Object.fromEntries(texts), ...aboutRule(alert), ...told } };
    });
    const left = Number(asText(truncatedAlerts));
    const [first] = read.alerts;
    if (first && left > 0)
      first.flaws = [...(first.flaws ?? []), `Grafana left out ${left} more alerts of this group.`];
    return read;
  },
} satisfies ConnectorDriver;

const faults = new Map([
  ["DatasourceNoData", "no data"],
  ["DatasourceError", "the query failed"],
]);

/** A rule whose query failed is told by an alert of another name; its own stands in a label. */
function aboutRule({ name, labels }: InboundAlert): { summary?: string } {
  const fault = faults.get(name);
  return fault && labels.rulename ? { summary: `${labels.rulename}: ${fault}` } : {};
}

/** Grafana's alerting of dashboards, until version 11: one rule each, its state, and what it measured. */
function ofOldRule(rule: Record<string, unknown>, request: WebhookRequest) {
  const matches = Array.isArray(rule.evalMatches) ? rule.evalMatches : [];
  const [first] = matches;
  const values = matches
    .slice(0, 20)
    .map((one) => `${asText(at(one, "metric"))}=${asText(at(one, "value"))}`);
  return alertFrom(
    {
      id: `rule/${asText(rule.orgId)}/${asText(rule.ruleId)}`,
      // Paused is nobody's matter any more.
      state: rule.state === "paused" ? "ok" : rule.state,
      name: rule.ruleName ?? rule.title,
      severity: at(rule.tags, "severity"),
      labels: { ...textsOf(at(first, "tags")), ...textsOf(rule.tags) },
      summary: rule.title,
      description: rule.message,
      annotations: { ...(values.length > 0 && { values: values.join(", ") }), image: rule.imageUrl },
      url: rule.ruleUrl,
    },
    request,
  );
}

function textsOf(tags: unknown): object {
  return typeof tags === "object" && tags !== null && !Array.isArray(tags) ? tags : {};
}
