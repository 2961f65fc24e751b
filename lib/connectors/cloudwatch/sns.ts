/** Amazon SNS: whether a message is Amazon's, and the answer to the question whether we want a topic's messages. */

import { createVerify } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import { at } from "../alerts";
import { refusal } from "../webhook-request";

/** Fields that are signed, in their order, by type of message. */
const signedFields = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
} as const;

const host = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(?:\.cn)?$/;
const mostCertificates = 20;
const certificates = new Map<string, string>();

/** Fetches what stands at an address of Amazon's. */
export type Fetch = (url: string) => Promise<string>;

/** True when the message bears a signature by a certificate that comes from Amazon's own host. */
export async function isSignedByAmazon(message: unknown, load: Fetch = fetched): Promise<boolean> {
  const type = asText(at(message, "Type"));
  const fields = Object.entries(signedFields).find(([name]) => name === type)?.[1];
  if (!fields) return false;
  const address = amazonUrl(at(message, "SigningCertURL"), "SigningCertURL");
  if (!new URL(address).pathname.endsWith(".pem"))
    throw refusal("unauthenticated", "SigningCertURL", "names no certificate");
  const certificate = certificates.get(address) ?? (await load(address));
  const text = fields
    .flatMap((field) => {
      const value = at(message, field);
      return typeof value === "string" ? [`${field}\n${value}\n`] : [];
    })
    .join("");
  const algorithm = at(message, "SignatureVersion") === "2" ? "RSA-SHA256" : "RSA-SHA1";
  try {
    const isGenuine = createVerify(algorithm)
      .update(text, "utf8")
      .verify(certificate, asText(at(message, "Signature")), "base64");
    if (isGenuine && certificates.size < mostCertificates) certificates.set(address, certificate);
    return isGenuine;
  } catch {
    return false;
  }
}

/** Tells Amazon that the topic's messages are wanted; the caller has seen that the topic is allowed. */
export async function confirmSubscription(message: unknown, load: Fetch = fetched): Promise<void> {
  await load(amazonUrl(at(message, "SubscribeURL"), "SubscribeURL"));
}

/** An address on a host of Amazon's SNS; throws for any other. */
function amazonUrl(value: unknown, field: string): string {
  const text = asText(value);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain =
    url?.protocol === "https:" && url.username === "" && url.port === "" && host.test(url.hostname);
  if (!isPlain) throw refusal("unauthenticated", field, "is no address of Amazon SNS");
  return text;
}

async function fetched(url: string): Promise<string> {
  const response = await guardedFetch(false)(url, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw refusal("unavailable", "SigningCertURL", `answered with status ${response.status}`);
  const text = await response.text();
  return text.slice(0, 100_000);
}
