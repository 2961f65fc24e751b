/** Google Cloud Monitoring's webhooks, version 1.2: one incident each. */
import { randomBytes } from "node:crypto";
import { alertFrom, at, readOne } from "../alerts";
import { carriesSecret } from "../genuine";
import type { ConnectorDriver } from "../webhook-request";

/** By basic authentication, or in the address. */
export const gcp = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets, { inAddress: true }),

  read(payload, request) {
    const incident = at(payload, "incident");
    const labels = ["resource", "metric"].map((of) => at(incident, of, "labels"));
    // What the team wrote on the policy, and on the resource, says most.
    const own = [at(incident, "policy_user_labels"), at(incident, "metadata", "user_labels")];
    return readOne(
      alertFrom(
        {
          id: at(incident, "incident_id"),
          state: at(incident, "state"),
          name: at(incident, "policy_name"),
          severity: [at(incident, "severity"), at(own[0], "severity")],
          startsAt: at(incident, "started_at"),
          endsAt: at(incident, "ended_at"),
          labels: {
            alertname: at(incident, "policy_name"),
            ...Object.assign({}, ...[...labels, ...own].map((one) => (typeof one === "object" ? one : {}))),
            resource: resourceOf(incident),
            condition: at(incident, "condition_name"),
            project_id: at(incident, "scoping_project_id"),
          },
          summary: at(incident, "summary"),
          description: at(incident, "documentation", "content") ?? at(incident, "documentation"),
          url: at(incident, "url"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

/** What an incident is of; a name that lists the labels of the resource is no name, as that of the machine in it is. */
function resourceOf(incident: unknown): unknown {
  const told = at(incident, "resource_display_name") ?? at(incident, "resource_name");
  if (typeof told !== "string" || !told.includes(" labels {") || !told.endsWith("}")) return told;
  const ids = [
    at(incident, "metric", "labels", "instance_name"),
    at(incident, "resource", "labels", "instance_id"),
  ];
  return ids.find(Boolean) ?? told;
}
