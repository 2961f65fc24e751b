/** Uptime Kuma's webhook notification. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, readOne, tagged } from "../alerts";
import { carriesSecret } from "../genuine";
import type { ConnectorDriver, ParsedRequest, WebhookRequest } from "../webhook-request";

/** The secret is an additional header of the notification. */
export const uptimeKuma = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets, { inAddress: true }),

  read(payload, request) {
    const [monitor, beat] = [at(payload, "monitor"), at(payload, "heartbeat")];
    const message = at(payload, "msg");
    if (!monitor && !beat) return noticeOf(asText(message), request);
    // A planned maintenance is nobody's matter.
    if (!monitor || !beat || at(beat, "status") === 3) return { events: [], alerts: [], refused: [] };
    const when = at(beat, "time");
    const tags = at(monitor, "tags");
    const named = Array.isArray(tags)
      ? tags.map((tag) => ({ tag: at(tag, "name"), value: at(tag, "value") || "yes" }))
      : [];
    return readOne(
      alertFrom(
        {
          id: `monitor/${asText(at(monitor, "id"))}`,
          state: at(beat, "status") === 1 ? "up" : "down",
          name: `${asText(at(monitor, "name"))} is down`,
          severity: "critical",
          startsAt: when,
          endsAt: when,
          labels: { ...tagged(named), monitor: at(monitor, "name"), resource: at(monitor, "name") },
          summary: at(beat, "status") === 1 ? undefined : `${asText(at(monitor, "name"))} is down`,
          description: at(beat, "msg") ?? message,
          url: at(monitor, "url"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

const day = 24 * 3_600_000;
/** A certificate of which is not said how many days it has left is taken to have as many as the earliest notice. */
const mostDays = 21;

/**
 * A certificate that ends soon is told in words alone, of the monitor they begin with. That it was renewed is never told: on
 * its last day it was, or its monitor is down, which is told. A trial is nobody's matter.
 */
function noticeOf(message: string, request: WebhookRequest): ParsedRequest {
  const [, name, url, words] = /^\[([^\]]+)\](?:\[([^\]]+)\])?\s*(\S.*)$/s.exec(message.trim()) ?? [];
  if (!name || !words || !/certificate/i.test(words)) return { events: [], alerts: [], refused: [] };
  const left = /(-?\d{1,6})\s{1,9}day/i.exec(words)?.[1];
  const days = Math.min(365, Math.max(1, left === undefined ? mostDays : Number(left)));
  return readOne(
    alertFrom(
      {
        id: `certificate/${name}`,
        state: "firing",
        name: `Certificate of ${name} ends soon`,
        severity: "warning",
        overAt: new Date(request.receivedAt.getTime() + days * day),
        labels: { monitor: name, resource: name },
        summary: words,
        url,
      },
      request,
    ),
  );
}
