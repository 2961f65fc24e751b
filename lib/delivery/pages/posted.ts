/** A page by signed webhook, to a Slack incoming webhook, or to a browser's push service: each one guarded request. */

import webpush from "web-push";
import { signedHeaders } from "#lib/connectors/webhook";
import type { Urgency } from "#lib/oncall/paging/model";
import type { PushSubscription } from "#lib/oncall/push-keys";
import { isolated } from "#lib/platform/direction/rules";
import { env } from "#lib/platform/env";
import type { SendOutcome } from "#lib/platform/model";
import { post } from "#lib/platform/outgoing/post";
import type { Message } from "./message";

const json = { "content-type": "application/json", "user-agent": "Vigil" };

/** Signed as Standard Webhooks describes, as everything else Vigil sends. */
export function sendWebhook(
  url: string,
  secrets: readonly string[],
  message: Message,
  at: Date,
): Promise<SendOutcome> {
  const body = Buffer.from(JSON.stringify({ type: "page", ...message, at: at.toISOString() }));
  return guarded(
    url,
    { ...json, "idempotency-key": message.id, ...signedHeaders(secrets, message.id, at, body) },
    body,
  );
}

/** Slack and what speaks like it; its marks for mentions and links are taken out of what others wrote. */
export function sendSlack(url: string, message: Message): Promise<SendOutcome> {
  const plain = (text: string) =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const lines = [`*${isolated(plain(message.title))}* (${message.urgency})`, ...message.lines.map(plain)];
  const text = [...lines, message.url ? `<${message.url}|Open the page>` : ""].join("\n").trim();
  return guarded(url, json, Buffer.from(JSON.stringify({ text })));
}

export type PushKeys = { publicKey: string; privateKey: string; contact: string };

const pushUrgency = { critical: "high", high: "high", normal: "normal" } as const satisfies Record<
  Urgency,
  string
>;

/** Encrypted for the browser alone (RFC 8291); the push service sees that something came, not what. */
export async function sendPush(
  subscription: PushSubscription,
  keys: PushKeys,
  message: Message,
  path: string,
): Promise<SendOutcome> {
  const { title, lines, id } = message;
  const payload = JSON.stringify({ title, body: lines.slice(0, 3).join("\n"), path, id });
  const details = webpush.generateRequestDetails(subscription, payload, {
    vapidDetails: { subject: keys.contact, publicKey: keys.publicKey, privateKey: keys.privateKey },
    TTL: 3_600,
    urgency: pushUrgency[message.urgency],
    topic: id.slice(0, 32),
  });
  const { "Content-Length": _, ...headers } = details.headers as Record<string, unknown>;
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return guarded(details.endpoint, texts, details.body ?? Buffer.alloc(0));
}

function guarded(url: string, headers: Record<string, string>, body: Buffer): Promise<SendOutcome> {
  return post({ url, headers, body }, { mayReachInside: env().VIGIL_OUTGOING_PRIVATE });
}
