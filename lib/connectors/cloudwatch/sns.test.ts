/** CloudWatch by way of SNS: Amazon's signature, its hosts alone, and topics that were allowed. */
import { generateKeyPairSync, sign } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, expect, vi } from "vitest";
import type { Database } from "#db/client";
import { alert } from "#db/schema/signals";
import { systemCtx } from "#lib/platform/context";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { setUpConnector } from "../commands";
import { receive } from "../receive";
import { freshConnector } from "../testing/webhook-requests";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const topic = "arn:aws:sns:eu-central-1:123456789012:alarms";

vi.mock("#lib/platform/outgoing/guarded-fetch", () => ({ guardedFetch: vi.fn() }));
afterEach(() => vi.mocked(guardedFetch).mockReset());

/** Answers with our own key where Amazon's certificate would stand; returns what was asked for. */
function amazon(): string[] {
  const asked: string[] = [];
  vi.mocked(guardedFetch).mockReturnValue(async (url) => {
    asked.push(String(url));
    return new Response(publicKey.export({ type: "spki", format: "pem" }) as string);
  });
  return asked;
}

type Message = Record<string, string>;

function signed(message: Message): Message {
  const order =
    message.Type === "Notification"
      ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
      : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
  const text = order.flatMap((field) => (field in message ? [`${field}\n${message[field]}\n`] : [])).join("");
  return { ...message, Signature: sign("RSA-SHA256", Buffer.from(text), privateKey).toString("base64") };
}

const alarm = (state: string, minute: number) =>
  signed({
    Type: "Notification",
    MessageId: unique("m"),
    TopicArn: topic,
    Subject: `${state}: "Queue is long"`,
    Message: JSON.stringify({
      AlarmName: "Queue is long",
      AlarmArn: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:Queue",
      NewStateValue: state,
      NewStateReason: "Threshold crossed",
      StateChangeTime: `2026-03-02T09:0${minute}:00.000+0000`,
      Region: "EU (Frankfurt)",
      Trigger: { MetricName: "Depth", Dimensions: [{ name: "QueueName", value: "mail" }] },
    }),
    Timestamp: "2026-03-02T09:00:00.000Z",
    SignatureVersion: "2",
    SigningCertURL: `https://sns.eu-central-1.amazonaws.com/${unique("cert")}.pem`,
  });

async function send(db: Database, id: string, message: Message) {
  const body = new TextEncoder().encode(JSON.stringify(message));
  return receive(systemCtx("test", db), id, { headers: new Headers({ "content-type": "text/plain" }), body });
}

/** A connector that takes `topics`, read anew. */
async function allowing(db: Database, topics: string): Promise<string> {
  const { id } = await freshConnector(db, "cloudwatch");
  await setUpConnector(ctxAs(db, "admin"), { id, setup: topics });
  return id;
}

test("an alarm of an allowed topic fires and ends", async ({ db }) => {
  amazon();
  const id = await allowing(db, `${topic}\narn:aws:sns:eu-central-1:123456789012:other`);
  await send(db, id, alarm("ALARM", 0));
  const stored = () => db.select().from(alert).where(eq(alert.source, id));
  expect(await stored()).toMatchObject([
    { name: "Queue is long", state: "firing", labels: { resource: "mail" } },
  ]);
  await send(db, id, alarm("OK", 5));
  expect(await stored()).toMatchObject([{ state: "resolved" }]);
});

test("another topic, another host, changed words and a wrong signature are refused, and nothing is asked for in vain", async ({
  db,
}) => {
  const asked = amazon();
  const id = await allowing(db, topic);
  const good = alarm("ALARM", 0);
  const bad: [Message, string][] = [
    [{ ...good, TopicArn: `${topic}-of-somebody` }, "forbidden"],
    [
      { ...good, SigningCertURL: "https://sns.eu-central-1.amazonaws.com.evil.example/a.pem" },
      "unauthenticated",
    ],
    [{ ...good, SigningCertURL: "http://sns.eu-central-1.amazonaws.com/a.pem" }, "unauthenticated"],
    [
      { ...good, SigningCertURL: "https://sns.eu-central-1.amazonaws.com@evil.example/a.pem" },
      "unauthenticated",
    ],
  ];
  for (const [message, code] of bad) await expect(send(db, id, message)).rejects.toMatchObject({ code });
  expect(asked).toEqual([]);
  for (const message of [
    { ...good, Message: "{}" },
    { ...good, Signature: "AAAA" },
    { ...good, Type: "Other" },
  ])
    await expect(send(db, id, message)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a subscription is confirmed for an allowed topic, and only at Amazon", async ({ db }) => {
  const asked = amazon();
  const id = await allowing(db, topic);
  const ask = (url: string, of = topic) =>
    signed({
      Type: "SubscriptionConfirmation",
      MessageId: unique("m"),
      Token: "t",
      TopicArn: of,
      Message: "You have chosen to subscribe",
      SubscribeURL: url,
      Timestamp: "2026-03-02T09:00:00.000Z",
      SignatureVersion: "2",
      SigningCertURL: "https://sns.eu-central-1.amazonaws.com/one.pem",
    });
  const url = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription";
  await send(db, id, ask(url));
  expect(asked).toContain(url);
  await expect(send(db, id, ask("https://evil.example/"))).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(send(db, id, ask(url, "arn:aws:sns:x:1:y"))).rejects.toMatchObject({ code: "forbidden" });
  expect(asked.filter((one) => one.includes("evil"))).toEqual([]);
});
