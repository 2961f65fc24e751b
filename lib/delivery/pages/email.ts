/** A page by e-mail, over the team's own mail server. */
import { createTransport } from "nodemailer";
import type { SendOutcome } from "#lib/platform/model";
import type { Message } from "./message";

export type MailServer = { url: string; from: string };
const timeout = 15_000;

/** Sends it once; never throws. A server that refuses the address for good is not asked again. */
export async function sendMail(server: MailServer, to: string, message: Message): Promise<SendOutcome> {
  const started = performance.now();
  const transport = createTransport({
    url: server.url,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
  });
  try {
    const { rejected, response } = await transport.sendMail({
      from: server.from,
      to,
      subject: `[${message.urgency}] ${message.title}`,
      text: [message.title, "", ...message.lines, "", message.url ?? "Open On-call in Vigil."].join("\n"),
      messageId: `<${message.id}@${server.from.split("@")[1] ?? "vigil"}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    if (rejected.length > 0)
      return { outcome: "refused", reason: `The mail server refused ${to}: ${response}` };
    return { outcome: "delivered", status: 250, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
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
