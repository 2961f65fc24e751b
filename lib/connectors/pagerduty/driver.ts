/** PagerDuty's webhooks, version 3: an incident there is an alert here. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, readOne } from "../alerts";
import { isSigned } from "../genuine";
import type { ConnectorDriver } from "../webhook-request";

/** PagerDuty makes the secret, and signs with every one that works now. */
export const pagerduty = {
  makeSecret: () => randomBytes(32).toString("hex"),
  authenticate: (request, secrets) =>
    isSigned(request, secrets, { name: "x-pagerduty-signature", prefix: "v1=" }),

  read(payload, request) {
    const event = at(payload, "event");
    const data = at(event, "data");
    const type = asText(at(event, "event_type"));
    // Trials, and what happens beside an incident (a note, a service that was renamed), concern nobody here.
    if (type === "pagey.ping" || at(data, "type") !== "incident")
      return { events: [], alerts: [], refused: [] };
    const isBack = type === "incident.reopened";
    const service = at(data, "service", "summary");
    return readOne(
      alertFrom(
        {
          id: at(data, "id"),
          state: at(data, "status"),
          name: at(data, "title"),
          severity: [at(data, "priority", "summary"), at(data, "urgency")],
          startsAt: isBack ? at(event, "occurred_at") : at(data, "created_at"),
          endsAt: at(event, "occurred_at"),
          labels: { alertname: at(data, "title"), service, incident_key: at(data, "incident_key") },
          summary: at(data, "title"),
          url: at(data, "html_url"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;
