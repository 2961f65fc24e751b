/** CloudWatch alarms by way of Amazon SNS: signed by Amazon, of topics that were allowed. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { alertFrom, at, readOne } from "../alerts";
import { readPayload } from "../payload";
import type { ConnectorDriver, Sender } from "../webhook-request";
import { refusal } from "../webhook-request";
import { confirmSubscription, isSignedByAmazon } from "./sns";

export const cloudwatch = {
  /** Nothing is signed with it: Amazon signs. */
  makeSecret: () => randomBytes(32).toString("base64url"),

  async authenticate({ body }, _secrets, sender) {
    const message = readPayload(body);
    refuseTopic(message, sender);
    if (!(await isSignedByAmazon(message)))
      throw refusal("unauthenticated", "Signature", "is not Amazon's for this message");
  },

  async read(payload, request) {
    if (at(payload, "Type") === "SubscriptionConfirmation") {
      await confirmSubscription(payload);
      return { events: [], alerts: [], refused: [] };
    }
    if (at(payload, "Type") !== "Notification") return { events: [], alerts: [], refused: [] };
    const alarm = parsed(at(payload, "Message"));
    const dimensions = at(alarm, "Trigger", "Dimensions");
    const named = Array.isArray(dimensions)
      ? Object.fromEntries(dimensions.map((one) => [asText(at(one, "name")), at(one, "value")]))
      : {};
    const [what] = Object.values(named);
    const changed = at(alarm, "StateChangeTime") ?? at(payload, "Timestamp");
    return readOne(
      alertFrom(
        {
          id: at(alarm, "AlarmArn") ?? at(alarm, "AlarmName"),
          state: at(alarm, "NewStateValue"),
          name: at(alarm, "AlarmName"),
          startsAt: changed,
          endsAt: changed,
          labels: {
            ...named,
            ...(what === undefined ? {} : { resource: what }),
            region: at(alarm, "Region"),
            account_id: at(alarm, "AWSAccountId"),
            metric: at(alarm, "Trigger", "MetricName"),
          },
          summary: at(payload, "Subject") ?? at(alarm, "AlarmName"),
          description: at(alarm, "NewStateReason") ?? at(alarm, "AlarmDescription"),
        },
        request,
      ),
    );
  },
} satisfies ConnectorDriver;

/** Anybody can make a topic and have Amazon sign what is sent to it. */
function refuseTopic(message: unknown, { setup = "" }: Sender): void {
  const topic = asText(at(message, "TopicArn"));
  const allowed = setup.split(/[\s,]+/).filter(Boolean);
  if (!allowed.includes(topic))
    throw refusal("forbidden", "TopicArn", `${topic.slice(0, 200)} is not among this connector's topics`);
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(asText(text));
  } catch {
    return { AlarmName: undefined };
  }
}
