/** A ticket of another company's desk. */
import { setOutgoing } from "#lib/connectors/commands";
import { receive } from "#lib/connectors/receive";
import { freshConnector, message, signedRequest } from "#lib/connectors/testing/webhook-requests";
import type { Ctx } from "#lib/platform/context";
import { ctxAs } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";

/** A ticket that came by a connector whose replies go to `url`. */
export async function withTicket(db: Ctx["db"], url: string) {
  const admin = ctxAs(db, "admin");
  const analyst = await person(admin);
  const connector = await freshConnector(db, "webhook");
  await setOutgoing(admin, { id: connector.id, url });
  const externalId = unique("ticket");
  const body = JSON.stringify(message({ ticket: { id: externalId, subject: "Volume stuck" } }));
  const request = signedRequest(connector, body);
  const {
    recorded: [recorded],
  } = await receive(admin, connector.id, {
    headers: request.headers,
    body: Buffer.from(body),
  });
  return { admin, analyst, connector, externalId, ticketId: recorded?.ticketId ?? 0 };
}
