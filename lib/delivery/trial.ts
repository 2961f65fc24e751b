/** "Send a test": one signed message to a connector's outgoing address, and what came of it in words. */
import { randomUUID } from "node:crypto";
import { credentialsById } from "#lib/connectors/queries";
import { refusal } from "#lib/connectors/webhook-request";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import type { SendOutcome } from "#lib/platform/model";
import { send } from "./deliver";

/** Throws `not_found` for an unknown connector, `unprocessable` for one without an outgoing address. */
export async function tryOutgoing(ctx: Ctx, { id }: { id: string }): Promise<SendOutcome> {
  authorise(ctx, "connector.manage");
  const credentials = await credentialsById(ctx, id);
  if (!credentials) throw refusal("not_found", "id", "is the address of no connector");
  const { outgoingUrl: url, secrets } = credentials;
  if (!url) throw refusal("unprocessable", "id", "has no outgoing address");
  if (secrets.length === 0) throw refusal("unprocessable", "id", "has no secret any more: it was revoked");
  const outcome = await send(
    ctx,
    { url, secrets },
    {
      type: "test",
      id: `test_${randomUUID()}`,
      at: ctx.now().toISOString(),
      text: `A test by ${ctx.actor.name}. Replies will look like this one.`,
    },
  );
  await recordAudit(ctx, { action: "connector.test", entity: "connector", entityId: id, after: outcome });
  return outcome;
}
