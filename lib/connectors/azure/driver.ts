/** Azure Monitor's action groups with the common alert schema. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, readOne } from "../alerts";
import { carriesSecret } from "../genuine";
import type { ConnectorDriver } from "../webhook-request";
import { refusal } from "../webhook-request";

/** An action group sets no header: the secret stands in the address. */
export const azure = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets, { inAddress: true }),

  read(payload, request) {
    if (at(payload, "schemaId") !== "azureMonitorCommonAlertSchema")
      throw refusal(
        "invalid",
        "schemaId",
        "is not the common alert schema; switch it on in the action group",
      );
    const essentials = at(payload, "data", "essentials");
    const targets = at(essentials, "configurationItems") ?? at(essentials, "alertTargetIDs");
    const target = Array.isArray(targets) ? asText(targets[0]) : "";
    const context = at(payload, "data", "alertContext");
    const own = at(payload, "data", "customProperties") ?? ownProperties(essentials, context);
    return readOne(
      alertFrom(
        {
          id: healthId(essentials, context) ?? at(essentials, "originAlertId") ?? at(essentials, "alertId"),
          state: isHealthOver(essentials, context) ? "resolved" : at(essentials, "monitorCondition"),
          name: at(essentials, "alertRule"),
          severity: [severities[asText(at(essentials, "severity"))], at(essentials, "severity")],
          startsAt: at(essentials, "firedDateTime"),
          endsAt: at(essentials, "resolvedDateTime"),
          labels: {
            ...dimensionsOf(context),
            // What the team wrote on the rule says more than the name of what was measured.
            alertname: at(essentials, "alertRule"),
            service: target.split("/").at(-1) || undefined,
            signal: at(essentials, "signalType"),
            // A managed Prometheus tells its rule's own labels and annotations.
            ...objectOf(at(context, "labels")),
            ...objectOf(own),
          },
          annotations: at(context, "annotations"),
          summary:
            at(context, "annotations", "summary") ??
            at(context, "properties", "title") ??
            at(essentials, "alertRule"),
          description:
            at(essentials, "description") ||
            at(context, "annotations", "description") ||
            whatHappened(context),
          url: at(essentials, "investigationLink") ?? at(firstCriterion(context), "linkToSearchResultsUI"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

/**
 * The health of a service or resource is told event by event: each is an alert of its own that fires, its end as well. What
 * they share is what they track, or the resource. Null for other alerts.
 */
function healthId(essentials: unknown, context: unknown): string | null {
  if (!/^(?:service|resource) ?health$/i.test(asText(at(essentials, "monitoringService")))) return null;
  const [target] = [at(essentials, "alertTargetIDs") ?? at(essentials, "configurationItems")].flat();
  const tracked = at(context, "properties", "trackingId") ?? target;
  return tracked ? `health/${asText(at(essentials, "alertRule"))}/${asText(tracked).toLowerCase()}` : null;
}

function isHealthOver(essentials: unknown, context: unknown): boolean {
  return healthId(essentials, context) !== null && /^resolved$/i.test(asText(at(context, "status")));
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** What a team wrote on its rule. An event of the activity log tells of itself under the same name: where, and of which service. */
function ownProperties(essentials: unknown, context: unknown): unknown {
  const told = at(context, "properties");
  if (!/^activity ?log$/i.test(asText(at(essentials, "signalType")))) return told;
  const [service, region] = [at(told, "service"), at(told, "region")];
  return { ...(service ? { service } : {}), ...(region ? { region } : {}) };
}

/** Metric alerts and log searches name what they split by. */
function dimensionsOf(context: unknown): Record<string, unknown> {
  const dimensions = at(firstCriterion(context), "dimensions");
  if (!Array.isArray(dimensions)) return {};
  return Object.fromEntries(
    dimensions.flatMap((one) => {
      const name = asText(at(one, "name"));
      return name ? [[name, at(one, "value")]] : [];
    }),
  );
}

function firstCriterion(context: unknown): unknown {
  const all = at(context, "condition", "allOf");
  return Array.isArray(all) ? all[0] : undefined;
}

/** What the activity log and Service Health tell in place of a description. */
function whatHappened(context: unknown): unknown {
  const told = at(context, "properties");
  return (
    at(told, "communication") ??
    at(told, "defaultLanguageContent") ??
    at(told, "title") ??
    at(context, "operationName")
  );
}

const severities: Record<string, string> = {
  Sev0: "critical",
  Sev1: "critical",
  Sev2: "warning",
  Sev3: "info",
  Sev4: "info",
};
