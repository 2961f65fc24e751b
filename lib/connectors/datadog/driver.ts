/** Datadog's webhook integration with the payload docs/alert-connectors.md shows. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, filledIn, readOne, tagged } from "../alerts";
import { carriesSecret } from "../genuine";
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
    // What the monitor was grouped by says more than its tags.
    const tags = { ...tagged(at(payload, "tags")), ...tagged(at(payload, "alert_scope")) };
    const when = at(payload, "date") ?? at(payload, "last_updated") ?? at(payload, "date_posix");
    const transition = asText(at(payload, "alert_transition") ?? at(payload, "transition"));
    const isOver = over.test(transition.trim()) || at(payload, "alert_type") === "success";
    return readOne(
      alertFrom(
        {
          id:
            at(payload, "aggreg_key") ??
            at(payload, "alert_cycle_key") ??
            at(payload, "alert_id") ??
            at(payload, "id"),
          state: isOver ? "resolved" : "firing",
          name: at(payload, "alert_title") ?? at(payload, "title"),
          severity: at(payload, "alert_priority") ?? at(payload, "priority") ?? at(payload, "alert_type"),
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
