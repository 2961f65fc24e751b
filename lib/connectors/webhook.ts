/** The generic webhook, signed as Standard Webhooks describes (standardwebhooks.com): any system that can sign can send. */

import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { maxAttachments, SentAttachment } from "#lib/attachments/model";
import { parseInput } from "#lib/platform/parse";
import { priorities } from "#lib/sla/model";
import { type InboundContent, withTold } from "#lib/tickets/event";
import { maxTextLength } from "#lib/tickets/inbound-event";
import { clockTolerance, LenientParse } from "#lib/tickets/lenient-parsing";
import { ticketStatuses } from "#lib/tickets/model";
import { bodyOf, mailFields, statedOrigin } from "./mail";
import { readFields } from "./webhook-fields";
import {
  type ConnectorDriver,
  isSameSecret,
  refusal,
  type Sender,
  type SentEvent,
  type WebhookRequest,
} from "./webhook-request";

const secretPrefix = "whsec_";

export const webhook = {
  makeSecret: () => secretPrefix + randomBytes(32).toString("base64"),

  authenticate(request, secrets) {
    const id = header(request, "webhook-id");
    if (id.length > 200) throw refusal("invalid", "webhook-id", "is longer than 200 characters");
    const timestamp = header(request, "webhook-timestamp");
    refuseStale(timestamp, request.receivedAt);
    const given = header(request, "webhook-signature").split(" ");
    const expected = secrets.map((secret) => sign(secret, id, timestamp, request.body));
    const isGenuine = given.some((signature) => expected.some((ours) => isSameSecret(signature, ours)));
    if (!isGenuine)
      throw refusal(
        "unauthenticated",
        "webhook-signature",
        "does not fit the body and this connector's secret",
      );
  },

  read(payload, request, sender) {
    const webhookId = header(request, "webhook-id");
    const reading = new LenientParse(request.receivedAt);
    const sent = parseInput(webhookBody, readFields(payload, reading, webhookId));
    const { id = webhookId, at = request.receivedAt } = sent;
    const { id: ticketExternalId, queue: queueKey = sender.queueKey, ...ticket } = sent.ticket;
    const customer = sent.customer && { ...sent.customer, externalId: sent.customer.id };
    const place = { ticketExternalId, ticket: { ...ticket, queueKey }, customer };
    const { content, ...told } = { ...place, at, ...whatHappened(sent, sender) };
    const { flaws } = reading;
    const event: SentEvent =
      sent.type === "message" && sent.deleted
        ? {
            ...told,
            kind: "message_deleted",
            externalId: `${id.slice(0, 190)}/deleted`,
            deletes: id,
            body: "",
          }
        : {
            ...told,
            ...withTold(content, flaws.length > 0 ? { flaws } : {}),
            externalId: id,
            editedAt: (sent.type === "message" && sent.editedAt) || null,
            ...filesOf(sent),
          };
    return { events: [event], alerts: [], refused: [], isHistory: sent.history };
  },
} satisfies ConnectorDriver;

/** The headers that make a request of ours genuine to whoever has one of the secrets, as `authenticate` asks them of others. */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  at: Date,
  body: Uint8Array,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => sign(secret, id, timestamp, body)).join(" "),
  };
}

/** The signature of one webhook request, as its header carries it. */
function sign(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

const name = z.string().max(200);
const label = z.string().max(80).nullable().optional();
const common = {
  /** The sender's id of what happened; the webhook request's own id when left out. Accepted once. */
  id: z.string().min(1).max(200).optional(),
  /** When it happened; on arrival when left out. */
  at: z.date().optional(),
  /** True for what happened long ago: ingested silently, and learnt from. */
  history: z.boolean().default(false),
  ticket: z.object({
    id: z.string().min(1).max(200),
    subject: z.string().max(500).optional(),
    priority: z.enum(priorities).optional(),
    queue: label,
    category: label,
    service: label,
  }),
  customer: z
    .object({
      id: name.min(1),
      name,
      email: z.string().max(320).nullable().default(null),
      company: name.nullable().default(null),
      verified: z.boolean().default(false),
    })
    .nullable()
    .default(null),
};

const Message = z.object({
  type: z.literal("message"),
  ...common,
  text: z.string().max(maxTextLength).optional(),
  ...mailFields,
  attachments: z.array(SentAttachment).max(maxAttachments).optional(),
  author: z.enum(["customer", "analyst", "system"]).default("customer"),
  authorName: name.optional(),
  /** When its words were changed; they replace those sent before under its id. */
  editedAt: z.date().optional(),
  /** True for a message that was deleted where it was written. */
  deleted: z.boolean().default(false),
});
const Status = z.object({ type: z.literal("status"), ...common, status: z.enum(ticketStatuses) });
/** The body of a signed webhook, as whoever sends it should write it; what differs is read as far as it can be. */
export const webhookBody = z.discriminatedUnion("type", [Message, Status]);
type Sent = z.infer<typeof webhookBody>;

type Happened = Pick<SentEvent, "actorKind" | "actorId" | "actorName" | "body"> & { content: InboundContent };

function whatHappened(sent: Sent, sender: Sender): Happened {
  if (sent.type === "status") {
    const content: InboundContent = { kind: "status_change", data: { to: sent.status } };
    return { content, actorKind: "system", actorName: sender.name, body: "" };
  }
  const { customer, authorName } = sent;
  const body = bodyOf(sent);
  const isEmpty = !/\S/.test(body) && (sent.attachments ?? []).length === 0;
  if (isEmpty && !sent.deleted) throw refusal("invalid", "text", "is empty: say something");
  switch (sent.author) {
    case "customer": {
      const actorName = customer?.name ?? authorName ?? "Customer";
      const actorId = customer?.id ?? null;
      const origin = statedOrigin(sent);
      const content: InboundContent = { kind: "customer_message", data: origin ? { origin } : {} };
      return { content, actorKind: "customer", actorId, actorName, body };
    }
    case "analyst": {
      const content: InboundContent = { kind: "analyst_reply", data: {} };
      return { content, actorKind: "analyst", actorName: authorName ?? "Support", body };
    }
    case "system": {
      const content: InboundContent = { kind: "note", data: {} };
      return { content, actorKind: "system", actorName: authorName ?? sender.name, body };
    }
  }
}

function filesOf(sent: Sent): Pick<SentEvent, "attachments"> {
  return sent.type === "message" && sent.attachments ? { attachments: sent.attachments } : {};
}

function header({ headers }: WebhookRequest, name: string): string {
  const value = headers.get(name);
  if (!value) throw refusal("unauthenticated", name, "is missing from the headers");
  return value;
}

function refuseStale(timestamp: string, receivedAt: Date): void {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (Math.abs(seconds * 1000 - receivedAt.getTime()) <= clockTolerance) return;
  const message = "is not the time of sending, in seconds since 1970, to within five minutes";
  throw refusal("unauthenticated", "webhook-timestamp", message);
}
