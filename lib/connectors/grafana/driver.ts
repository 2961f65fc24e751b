/** Grafana's alerting webhook: Alertmanager's shape with values, an image by reference and links of its own. */
import { randomBytes } from "node:crypto";
import { cut } from "#lib/tickets/lenient-parsing";
import { alertOf, groupOf } from "../alertmanager/driver";
import { readEach } from "../alerts";
import { carriesSecret } from "../genuine";
import { type ConnectorDriver, refusal } from "../webhook-request";

/** Grafana sends what its contact point is given as authorization header, or as basic authentication. */
export const grafana = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets),

  read(payload, request) {
    const { alerts, truncatedAlerts, ...group } = payload as Record<string, unknown>;
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
      return { ...alert, annotations: { ...Object.fromEntries(texts), ...alert.annotations } };
    });
    const left = Number(truncatedAlerts);
    const [first] = read.alerts;
    if (first && left > 0)
      first.flaws = [...(first.flaws ?? []), `Grafana left out ${left} more alerts of this group.`];
    return read;
  },
} satisfies ConnectorDriver;
