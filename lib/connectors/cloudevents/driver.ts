/** CloudEvents 1.0 over HTTP, binary or structured: the subject is what it is about, the type what happened. */
import { randomBytes } from "node:crypto";
import { CloudEvent, HTTP } from "cloudevents";
import type { ConnectorDriver, Delivery } from "../delivery";
import { refusal } from "../delivery";
import { carriesSecret } from "../genuine";
import { mapped } from "../json/mapping";

/** Where nobody wrote a mapping: an event of a type that says so is an end, the data's own fields come before the event's. */
const usualMapping = `(
  $over := $count(["resolved", "recovered", "closed", "cleared", "ok"][$contains($lowercase($$.type), $)]) > 0;
  {
    "id": data.id ? data.id : data.fingerprint ? data.fingerprint : $join([source, subject, data.alert ? data.alert : ""], "/"),
    "state": data.state ? data.state : data.status ? data.status : $over ? "resolved" : "firing",
    "name": data.name ? data.name : data.alert ? data.alert : type,
    "severity": data.severity,
    "startsAt": data.startsAt ? data.startsAt : time,
    "endsAt": data.endsAt ? data.endsAt : time,
    "labels": $merge([{ "source": source, "subject": subject }, data.labels]),
    "summary": data.summary ? data.summary : data.message,
    "description": data.description,
    "url": data.url
  }
)`;

export const cloudevents = {
  makeSecret: () => randomBytes(32).toString("base64url"),
  authenticate: (delivery, secrets) => carriesSecret(delivery, secrets, { inAddress: true }),
  read: (_payload, delivery, { setup = "" }) => mapped(setup || usualMapping, eventOf(delivery), delivery),
} satisfies ConnectorDriver;

function eventOf({ headers, body }: Delivery): unknown {
  try {
    const message = { headers: Object.fromEntries(headers), body: new TextDecoder().decode(body) };
    const found = HTTP.toEvent(message);
    const event = Array.isArray(found) ? found[0] : found;
    // Back and forth, so that what is mapped is plain JSON.
    return JSON.parse(new CloudEvent(event as Partial<CloudEvent<unknown>>, false).toString());
  } catch (error) {
    throw refusal("invalid", "body", `is no CloudEvent 1.0: ${error instanceof Error ? error.message : ""}`);
  }
}
