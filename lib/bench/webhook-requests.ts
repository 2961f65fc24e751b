/** A sender of signed webhooks: keep-alive connections from one process, each webhook request timed. */
import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { z } from "zod";
import { createConnector } from "#lib/connectors/commands";
import { actorCtx } from "#lib/platform/context";
import { type Installation, onDatabase } from "./installation";

/** A customer's first message on a ticket of its own. */
export type Message = {
  subject: string;
  text: string;
  customer: number;
  /** Name of the webhook request, the same for each time it is sent; one of its own where it is left out. */
  delivery?: string;
};

/** An acknowledged webhook request; instants are those of `performance.now()`. */
export type Acknowledged = { ticketId: number; eventId: number; sentAt: number; acknowledgedAt: number };

export type Sender = { send(message: Message): Promise<Acknowledged>; close(): void };

const Answer = z.object({ events: z.tuple([z.object({ ticketId: z.number(), eventId: z.number() })]) });

/** Makes a connector of the installation and opens up to `connections` to it. */
export async function openSender(
  { address, databaseUrl }: Installation,
  { id, connections }: { id: string; connections: number },
): Promise<Sender> {
  const { secret } = await onDatabase(databaseUrl, (ctx) =>
    createConnector(actorCtx({ kind: "user", id: "bench", name: "Bench", role: "admin" }, ctx.db), {
      id,
      kind: "webhook",
      name: "Bench",
    }),
  );
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let sent = 0;
  return {
    async send(message) {
      const delivery = message.delivery ?? `${id}-${++sent}`;
      const body = JSON.stringify(payload(delivery, message));
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac("sha256", key).update(`${delivery}.${timestamp}.${body}`).digest("base64");
      const headers = {
        "content-type": "application/json",
        "webhook-id": delivery,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${signature}`,
      };
      const sentAt = performance.now();
      const answer = await post(`${address}/api/hooks/${id}`, { agent, headers, body });
      const acknowledgedAt = performance.now();
      const [place] = Answer.parse(JSON.parse(answer)).events;
      return { ...place, sentAt, acknowledgedAt };
    },
    close: () => agent.destroy(),
  };
}

function payload(delivery: string, { subject, text, customer }: Message) {
  return {
    type: "message",
    text,
    ticket: { id: delivery, subject },
    customer: {
      id: `customer-${customer}`,
      name: `Customer ${customer}`,
      company: `Company ${customer % 50}`,
    },
  };
}

function post(
  url: string,
  { agent, headers, body }: { agent: Agent; headers: Record<string, string>; body: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () =>
        response.statusCode === 200
          ? resolve(text)
          : reject(new Error(`A webhook request was answered ${response.statusCode}: ${text}`)),
      );
    });
    sending.on("error", reject);
    sending.end(body);
  });
}
