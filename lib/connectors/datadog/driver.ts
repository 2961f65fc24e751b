/** Datadog's webhook integration, with the payload docs/alert-connectors.md shows or Datadog's own. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, filledIn, readOne, tagged } from "../alerts";
import { carriesSecret } from "../genuine";
import { derived } from "../json/derived";
import type { ConnectorDriver } from "../webhook-request";

/** "Recovered", "Warn Recovered", "No Data Recovered"; "Re-Triggered", "Renotify" and all else go on. */
const over = /(?:^|\s)(?:recovered|resolved|success|ok)$/i;

/** A variable that Datadog does not know comes as it was written. */
const variable = /^\$[A-Z][A-Z0-9_]*$/;

/** The secret is a custom header of the webhook. */
export const datadog = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets),

  read(sent, request) {
    const payload = filledIn(sent, variable);
    // A team may write a body of its own altogether.
    if (at(payload, "alert_title") === undefined && at(payload, "title") === undefined)
      return derived(payload, request);
    const titled = titleOf(asText(at(payload, "alert_title") ?? at(payload, "title")));
    const scope = at(payload, "alert_scope") ?? titled.scope;
    // What the monitor was grouped by says more than its tags.
    const tags = { ...tagged(at(payload, "tags")), ...tagged(scope) };
    const when = at(payload, "date") ?? at(payload, "last_updated") ?? at(payload, "date_posix");
    const told = ["alert_transition", "transition", "alert_status", "status", "state"].map((name) =>
      at(payload, name),
    );
    const transition = told.find((one) => typeof one === "string") ?? titled.transition;
    const isOver = over.test(asText(transition).trim()) || at(payload, "alert_type") === "success";
    return readOne(
      alertFrom(
        {
          id: idOf(payload, scope) ?? (titled.transition === undefined ? at(payload, "id") : undefined),
          state: isOver ? "resolved" : "firing",
          name: titled.name,
          severity: [
            at(payload, "alert_priority"),
            titled.priority,
            at(payload, "priority"),
            at(payload, "alert_type"),
          ],
          startsAt: when,
          endsAt: when,
          labels: { ...tags, ...(at(payload, "hostname") ? { host: at(payload, "hostname") } : {}) },
          summary: at(payload, "title"),
          description: at(payload, "body") ?? at(payload, "text_only_msg"),
          url: at(payload, "link"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

/** What goes on from a beginning to its end has one key. A monitor alone has many alerts, one for each of what it is grouped by. */
function idOf(payload: unknown, scope: unknown): unknown {
  const key = at(payload, "aggreg_key") ?? at(payload, "alert_cycle_key");
  const monitor = at(payload, "alert_id");
  if (key !== undefined || monitor === undefined || !scope) return key ?? monitor;
  return `${asText(monitor)}/${asText(scope)}`;
}

const opening =
  /^(?:\[(P\d)\]\s*)?\[((?:Re-)?(?:Triggered|Warn|No Data)|Renotify|Resolved|(?:Warn |No Data )?Recovered)(?: on \{([^}]*)\})?\]\s*/i;

/** A title begins with what happened, and to what: `[P2] [Recovered on {host:web-1}] CPU is high`. */
function titleOf(title: string) {
  const [whole = "", priority, transition, scope] = opening.exec(title) ?? [];
  return { name: title.slice(whole.length) || title, priority, transition, scope };
}
