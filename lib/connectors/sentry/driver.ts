/** Sentry's integration webhooks: issues, issue alerts and metric alerts. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, readOne, type Telling } from "../alerts";
import { isSigned } from "../genuine";
import type { ConnectorDriver } from "../webhook-request";

/** Sentry makes the secret: the client secret of the integration. */
export const sentry = {
  makeSecret: () => randomBytes(32).toString("hex"),
  authenticate: (request, secrets) => isSigned(request, secrets, { name: "sentry-hook-signature" }),

  read(payload, request) {
    const resource = request.headers.get("sentry-hook-resource") ?? "";
    const told = resource === "metric_alert" ? metricAlert(payload) : issue(payload);
    if (!told) return { events: [], alerts: [], refused: [] };
    return readOne(alertFrom(told, request));
  },
} satisfies ConnectorDriver;

function metricAlert(payload: unknown): Telling {
  const alert = at(payload, "data", "metric_alert");
  const projects = at(alert, "projects");
  return {
    id: `metric/${asText(at(alert, "alert_rule", "id") ?? at(alert, "id"))}`,
    state: at(payload, "action"),
    name: at(alert, "alert_rule", "name") ?? at(alert, "title"),
    severity: at(payload, "action"),
    startsAt: at(alert, "date_started"),
    endsAt: at(alert, "date_closed"),
    labels: { service: Array.isArray(projects) ? projects[0] : undefined },
    summary: at(payload, "data", "description_title"),
    description: at(payload, "data", "description_text"),
    url: at(payload, "data", "web_url"),
  };
}

/** What is over: solved, or put away by somebody who has seen it. */
const over = new Set(["resolved", "archived", "ignored", "set_resolved", "set_ignored"]);
const begun = new Set(["created", "triggered", "unresolved"]);

/** An issue that was made, came back, was solved or put away; anything else about it concerns nobody. */
function issue(payload: unknown): Telling | null {
  const found = at(payload, "data", "issue");
  const event = at(payload, "data", "event");
  const about = found ?? event;
  if (!about) return null;
  const action = asText(at(payload, "action"));
  // An alert about what somebody did to an issue says in the activity what that was.
  const activity = asText(at(payload, "data", "activity", "type")) || action;
  if (!begun.has(action) && !over.has(action)) return null;
  return {
    id: `issue/${asText(at(found, "id") ?? at(event, "issue_id") ?? at(event, "event_id"))}`,
    state: over.has(activity) || over.has(action) ? "resolved" : "firing",
    name: at(about, "title"),
    severity: at(about, "level"),
    startsAt: action === "unresolved" ? undefined : (at(about, "firstSeen") ?? at(about, "datetime")),
    labels: {
      service: projectOf(about),
      environment: at(about, "environment") ?? tagOf(event, "environment"),
      rule: at(payload, "data", "triggered_rule"),
    },
    summary: at(about, "title"),
    description: at(about, "culprit"),
    url: at(about, "web_url") ?? at(about, "permalink"),
  };
}

/** The project as people know it: by its slug, which an event has in its addresses alone. */
function projectOf(about: unknown): unknown {
  const told = at(about, "project", "slug") ?? at(about, "project");
  if (typeof told === "string" && !/^\d+$/.test(told)) return told;
  const [, slug] = /\/projects\/[^/]+\/([^/]+)\//.exec(asText(at(about, "url"))) ?? [];
  return slug ?? (typeof told === "object" ? undefined : told);
}

/** Tags are pairs of name and value. */
function tagOf(event: unknown, name: string): unknown {
  const tags = at(event, "tags");
  const pair = Array.isArray(tags) ? tags.find((one) => Array.isArray(one) && one[0] === name) : undefined;
  return Array.isArray(pair) ? pair[1] : undefined;
}
