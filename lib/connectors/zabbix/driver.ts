/** Zabbix's webhook media type with the parameters docs/alert-connectors.md shows. */
import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, filledIn, readOne, tagged } from "../alerts";
import { carriesSecret } from "../genuine";
import type { ConnectorDriver } from "../webhook-request";

/** The secret is a header the media type's script sets. */
export const zabbix = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets),

  read(sent, request) {
    const payload = filledIn(sent, macro);
    const tags = at(payload, "event_tags") ?? at(payload, "tags");
    const labels = tagged(typeof tags === "string" ? listed(tags) : tags);
    const value = at(payload, "event_value") ?? at(payload, "event_status") ?? at(payload, "status");
    return readOne(
      alertFrom(
        {
          // The trigger, not the event: a problem that comes back is the same alert.
          id: at(payload, "trigger_id") ?? at(payload, "event_id"),
          state: value,
          name: at(payload, "event_name") ?? at(payload, "trigger_name") ?? at(payload, "subject"),
          severity: [
            at(payload, "event_severity"),
            at(payload, "severity"),
            at(payload, "event_nseverity"),
          ].map((told) => severities[asText(told)] ?? told),
          startsAt: at(payload, "event_timestamp") ?? momentOf(payload, "event"),
          endsAt: at(payload, "event_recovery_timestamp") ?? momentOf(payload, "event_recovery"),
          labels: {
            ...labels,
            ...(at(payload, "host_name") ? { host: at(payload, "host_name") } : {}),
            ...(at(payload, "host_group") ? { host_group: at(payload, "host_group") } : {}),
          },
          summary: at(payload, "event_name") ?? at(payload, "subject"),
          description: at(payload, "event_opdata") ?? at(payload, "message"),
          url: at(payload, "zabbix_url"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

/** `{EVENT.NSEVERITY}` counts up to what is worst. */
const severities: Record<string, string | undefined> = {
  "1": "info",
  "2": "warning",
  "3": "warning",
  "4": "high",
  "5": "critical",
  "0": "not classified",
};

/** A macro that means nothing in the event at hand comes as it was written, or as unknown. */
const macro = /^(?:\{[$#]?[A-Z][A-Z0-9_.]*\}|\*UNKNOWN\*)$/;

/** `{EVENT.DATE}` and `{EVENT.TIME}`, as every version has them: 2026.05.08 and 01:00:37. */
function momentOf(payload: unknown, name: string): string | undefined {
  const [date, time] = [at(payload, `${name}_date`), at(payload, `${name}_time`)];
  return typeof date === "string" && typeof time === "string"
    ? `${date.replaceAll(".", "-")} ${time}`
    : undefined;
}

/** `{EVENT.TAGSJSON}` is a list as text; `{EVENT.TAGS}` is `name:value, name:value`. */
function listed(tags: string): unknown {
  try {
    return JSON.parse(tags);
  } catch {
    return tags;
  }
}
