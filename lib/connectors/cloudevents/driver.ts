/** CloudEvents 1.0 over HTTP, binary, structured or in batches: the subject is what it is about, the type what happened. */
import { randomBytes } from "node:crypto";
import { CloudEvent, HTTP } from "cloudevents";
import { AppError } from "#lib/platform/errors";
import { carriesSecret } from "../genuine";
import { mapped } from "../json/mapping";
import type { ConnectorDriver, ParsedRequest, WebhookRequest } from "../webhook-request";
import { refusal } from "../webhook-request";

/**
 * Where nobody wrote a mapping: an event of a type that says so is an end, the data's own fields come before the event's. What
 * names no subject is told from others of its source by its type, without the word that says whether it begins or ends.
 */
const usualMapping = `(
  $ends := ["Resolved", "Recovered", "Closed", "Cleared"];
  $begins := ["Fired", "Firing", "Triggered", "Raised", "Opened", "Created", "Started", "Activated"];
  $words := $reduce(["-", "_", "/", ":"], function($text, $mark) { $join($split($text, $mark), ".") }, type);
  $turns := $append($append($ends, $begins).$lowercase($), ["ok", "open", "active"]);
  $stem := $join($split($words, ".")[$not($lowercase($) in $turns)], ".");
  $stem := $reduce($append($ends, $begins), function($text, $turn) { $join($split($text, $turn), "") }, $stem ? $stem : "");
  $over := $count($split($lowercase($words), ".")[$ in ["resolved", "recovered", "closed", "cleared", "ok"]]) > 0
    or $count($ends[$contains($$.type, $)]) > 0;
  {
    "id": data.id ? data.id : data.fingerprint ? data.fingerprint : $join([source, subject, data.alert ? data.alert : subject ? "" : $stem], "/"),
    "state": data.state ? data.state : data.status ? data.status : $over ? "resolved" : "firing",
    "name": data.name ? data.name : data.alert ? data.alert : data.title ? data.title : type,
    "severity": data.severity,
    "startsAt": data.startsAt ? data.startsAt : time,
    "endsAt": data.endsAt ? data.endsAt : time,
    "labels": $merge([{ "source": source, "subject": subject, "service": data.service }, data.labels]),
    "summary": data.summary ? data.summary : data.message,
    "description": data.description,
    "url": data.url
  }
)`;

export const cloudevents = {
  takesLists: true,
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (request, secrets) => carriesSecret(request, secrets, { inAddress: true }),
  read: async (payload, request, { setup = "" }) => {
    const read = { events: [], alerts: [], refused: [] } as ParsedRequest;
    for (const [place, message] of messagesOf(payload, request).entries()) {
      const at = (field: string) => (isBatch(request) ? `events.${place}.${field}` : field);
      try {
        const { alerts, refused } = await mapped(setup || usualMapping, eventOf(message), request);
        read.alerts.push(...alerts);
        read.refused.push(...refused.map(({ field, message }) => ({ field: at(field), message })));
      } catch (error) {
        // One odd event of a batch never costs the others; a lone one is answered as what it is.
        if (!isBatch(request) || !(error instanceof AppError)) throw error;
        read.refused.push({ field: at("body"), message: error.message });
      }
    }
    return read;
  },
} satisfies ConnectorDriver;

type Message = { headers: Record<string, string>; body: string };

function isBatch({ headers }: WebhookRequest): boolean {
  return (
    headers.get("content-type")?.trim().toLowerCase().startsWith("application/cloudevents-batch") === true
  );
}

/** The messages of a webhook request: one, or each event of a batch as if it had come alone. */
function messagesOf(payload: unknown, request: WebhookRequest): Message[] {
  if (!isBatch(request)) {
    const body = new TextDecoder().decode(request.body);
    return [{ headers: Object.fromEntries(request.headers), body }];
  }
  if (!Array.isArray(payload)) throw refusal("invalid", "body", "is no list of CloudEvents");
  const headers = { "content-type": "application/cloudevents+json" };
  return payload.map((event) => ({ headers, body: JSON.stringify(event) }));
}

function eventOf(message: Message): unknown {
  try {
    const found = HTTP.toEvent(message);
    const event = Array.isArray(found) ? found[0] : found;
    for (const name of ["source", "type"] as const) if (!event?.[name]) throw new Error(`it has no ${name}`);
    // Back and forth, so that what is mapped is plain JSON.
    return JSON.parse(new CloudEvent(event as Partial<CloudEvent<unknown>>, false).toString());
  } catch (error) {
    throw refusal("invalid", "body", `is no CloudEvent 1.0: ${error instanceof Error ? error.message : ""}`);
  }
}
