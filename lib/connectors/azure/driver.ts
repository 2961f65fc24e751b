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
    const target = Array.isArray(targets) ? String(targets[0] ?? "") : "";
    return readOne(
      alertFrom(
        {
          id: at(essentials, "originAlertId") ?? at(essentials, "alertId"),
          state: at(essentials, "monitorCondition"),
          name: at(essentials, "alertRule"),
          severity: severities[asText(at(essentials, "severity"))] ?? at(essentials, "severity"),
          startsAt: at(essentials, "firedDateTime"),
          endsAt: at(essentials, "resolvedDateTime"),
          labels: {
            alertname: at(essentials, "alertRule"),
            service: target.split("/").at(-1) || undefined,
            signal: at(essentials, "signalType"),
          },
          summary: at(essentials, "alertRule"),
          description: at(essentials, "description"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

const severities: Record<string, string> = {
  Sev0: "critical",
  Sev1: "critical",
  Sev2: "warning",
  Sev3: "info",
  Sev4: "info",
};
