/** Google Cloud Monitoring's webhooks, version 1.2: one incident each. */
import { randomBytes } from "node:crypto";
import { alertFrom, at, readOne } from "../alerts";
import type { ConnectorDriver } from "../delivery";
import { carriesSecret } from "../genuine";

/** By basic authentication, or in the address. */
export const gcp = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (delivery, secrets) => carriesSecret(delivery, secrets, { inAddress: true }),

  read(payload, delivery) {
    const incident = at(payload, "incident");
    const labels = at(incident, "resource", "labels");
    const system = at(incident, "metadata", "user_labels");
    return readOne(
      alertFrom(
        {
          id: at(incident, "incident_id"),
          state: at(incident, "state"),
          name: at(incident, "policy_name"),
          severity: at(incident, "severity"),
          startsAt: at(incident, "started_at"),
          endsAt: at(incident, "ended_at"),
          labels: {
            alertname: at(incident, "policy_name"),
            ...(typeof labels === "object" ? labels : {}),
            ...(typeof system === "object" ? system : {}),
            resource: at(incident, "resource_name") ?? at(incident, "resource_display_name"),
            condition: at(incident, "condition_name"),
            project_id: at(incident, "scoping_project_id"),
          },
          summary: at(incident, "summary"),
          description: at(incident, "documentation", "content"),
          url: at(incident, "url"),
        },
        delivery,
      ),
    );
  },
} satisfies ConnectorDriver;
