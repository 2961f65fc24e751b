/** CloudWatch alarms by way of Amazon SNS: signed by Amazon, of topics that were allowed. */

import { randomBytes } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import type { InboundAlert } from "#lib/signals/model";
import { alertFrom, at, readOne } from "../alerts";
import { readPayload } from "../payload";
import type { ConnectorDriver, Sender } from "../webhook-request";
import { refusal, type WebhookRequest } from "../webhook-request";
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
    return readOne(alarmOf(parsed(at(payload, "Message")), payload, request));
  },
} satisfies ConnectorDriver;

/** An alarm as CloudWatch tells a topic of it, or as EventBridge does, which a rule may send to one as well. */
function alarmOf(told: unknown, payload: unknown, request: WebhookRequest): InboundAlert | null {
  const detail = at(told, "detail");
  const alarm = detail === undefined ? told : ofEvent(told, detail);
  // A rule may send other events to the topic, too, as of an instance that was stopped.
  if (at(alarm, "AlarmName") === undefined) return null;
  const dimensions = dimensionsOf(alarm);
  const [what] = Object.values(dimensions);
  const changed = at(alarm, "StateChangeTime") ?? at(payload, "Timestamp");
  const tags = at(alarm, "AlarmTags");
  return alertFrom(
    {
      id: at(alarm, "AlarmArn") ?? at(alarm, "AlarmName"),
      state: at(alarm, "NewStateValue"),
      name: at(alarm, "AlarmName"),
      startsAt: changed,
      endsAt: changed,
      labels: {
        ...dimensions,
        ...(what === undefined ? {} : { resource: what }),
        region: regionOf(asText(at(alarm, "AlarmArn"))) ?? at(alarm, "Region"),
        account_id: at(alarm, "AWSAccountId"),
        metric: at(alarm, "Trigger", "MetricName") ?? at(measured(alarm)[0], "MetricName"),
        ...(typeof tags === "object" ? tags : {}),
      },
      summary: at(payload, "Subject") ?? at(alarm, "AlarmName"),
      description: at(alarm, "NewStateReason") ?? at(alarm, "AlarmDescription"),
      annotations: { rule: at(alarm, "AlarmRule") },
    },
    request,
  );
}

/** A region by its code, as everything else names it; a topic is told the name that people read. */
function regionOf(arn: string): string | null {
  return /^arn:[\w-]+:cloudwatch:([\w-]+):/.exec(arn)?.[1] ?? null;
}

/** An event of EventBridge in the words of a topic's message. */
function ofEvent(event: unknown, detail: unknown): unknown {
  const [arn] = [at(event, "resources")].flat();
  const metrics = [at(detail, "configuration", "metrics")].flat();
  return {
    AlarmName: at(detail, "alarmName"),
    AlarmArn: arn,
    AlarmDescription: at(detail, "configuration", "description"),
    AlarmRule: at(detail, "configuration", "alarmRule"),
    AlarmTags: at(detail, "alarmTags"),
    NewStateValue: at(detail, "state", "value"),
    NewStateReason: at(detail, "state", "reason"),
    StateChangeTime: at(detail, "state", "timestamp") ?? at(event, "time"),
    Region: at(event, "region"),
    AWSAccountId: at(event, "account"),
    Trigger: {
      Metrics: metrics.map((one) => ({
        MetricStat: {
          Metric: {
            MetricName: at(one, "metricStat", "metric", "name"),
            Dimensions: at(one, "metricStat", "metric", "dimensions"),
          },
        },
      })),
    },
  };
}

/** The metrics of an alarm over several, as expressions have them. */
function measured(alarm: unknown): unknown[] {
  const metrics = at(alarm, "Trigger", "Metrics");
  return Array.isArray(metrics) ? metrics.flatMap((one) => at(one, "MetricStat", "Metric") ?? []) : [];
}

/** What the alarm watches, by name; a list of pairs, or what stands by name already. */
function dimensionsOf(alarm: unknown): Record<string, unknown> {
  const sets = [at(alarm, "Trigger", "Dimensions"), ...measured(alarm).map((one) => at(one, "Dimensions"))];
  return Object.assign(
    {},
    ...sets.map((one) =>
      Array.isArray(one)
        ? Object.fromEntries(one.map((pair) => [asText(at(pair, "name")), at(pair, "value")]))
        : typeof one === "object"
          ? one
          : {},
    ),
  );
}

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
