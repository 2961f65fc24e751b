/** A page by e-mail, over the team's own mail server. */

import { createTransport } from "nodemailer";
import { isolated } from "#lib/platform/direction/rules";
import { env } from "#lib/platform/env";
import type { SendOutcome } from "#lib/platform/model";
import { AddressRefused, guardedConnection, insideOf } from "#lib/platform/outgoing/addresses";
import { inSpan } from "#lib/platform/tracing/span";
import type { Message } from "./message";

export type MailServer = { url: string; from: string };
const timeout = 15_000;

/** Sends it once; never throws. A server that refuses the address for good is not asked again. */
export async function sendMail(server: MailServer, to: string, message: Message): Promise<SendOutcome> {
  const place = placeOf(server.url);
  const facts = { "server.address": place.host, "server.port": place.port };
  return inSpan("send mail", { kind: "client", facts }, async (tell) => {
    const outcome = await sendTo(place, server.from, to, message);
    tell({ "vigil.delivery.outcome": outcome.outcome });
    return outcome;
  });
}

async function sendTo(place: Place, from: string, to: string, message: Message): Promise<SendOutcome> {
  const started = performance.now();
  const transport = createTransport({
    ...place,
    // Of all ways to connect that the library knows, this one alone is taken.
    getSocket: (_options, done) => {
      connected(place).then(
        (connection) => done(null, { connection }),
        (error) => done(error),
      );
    },
    greetingTimeout: timeout,
    socketTimeout: timeout,
  });
  try {
    const { rejected, response } = await transport.sendMail({
      from,
      to,
      subject: `[${message.urgency}] ${isolated(message.title)}`,
      text: [message.title, "", ...message.lines, "", message.url ?? "Open On-call in Vigil."].join("\n"),
      messageId: `<${message.id}@${from.split("@")[1] ?? "vigil"}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    if (rejected.length > 0)
      return { outcome: "refused", reason: `The mail server refused ${to}: ${response}` };
    return { outcome: "delivered", status: 250, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
    if (error instanceof AddressRefused) return { outcome: "refused", reason: refusal(error.message) };
    const status = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
    const reason = `The mail server said: ${error instanceof Error ? error.message : String(error)}`.slice(
      0,
      400,
    );
    return status >= 500 ? { outcome: "refused", reason } : { outcome: "failed", reason, retryAfter: null };
  } finally {
    transport.close();
  }
}

type Place = { host: string; port: number; secure: boolean; auth?: { user: string; pass: string } };

/** Where an address leads, and who we are there; whatever else it may tell the library is left out. */
function placeOf(url: string): Place {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

function connected({ host, port }: Place) {
  const { VIGIL_OUTGOING_PRIVATE, VIGIL_MAIL_NETWORKS } = env();
  const mayReachInside = insideOf(VIGIL_OUTGOING_PRIVATE, VIGIL_MAIL_NETWORKS);
  return guardedConnection({ host, port }, { mayReachInside, timeout });
}

function refusal(reason: string): string {
  return `The mail server was not asked. ${reason.replace("VIGIL_OUTGOING_PRIVATE=1", "VIGIL_MAIL_NETWORKS")}`;
}
