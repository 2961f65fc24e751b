/** The job that takes a reply out: claim it, send it, write down what came of it. */

import type { OutgoingBody } from "#lib/connectors/model";
import { signedHeaders } from "#lib/connectors/webhook";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import type { SendOutcome } from "#lib/platform/model";
import { post } from "#lib/platform/outgoing/post";
import { claimReply, recordReplyOutcome } from "./commands";

/** Where something is sent, and what makes it genuine there. */
export type Address = { url: string; secrets: readonly string[] };

/**
 * Sends a reply whose undo window is over. Runs again after a worker died on the way, so that the other side may get
 * it twice: under the same `webhook-id`, by which it knows. No transaction is open while the other side is asked.
 */
export async function deliverReply(ctx: Ctx, { eventId }: { eventId: number }): Promise<void> {
  const claimed = await claimReply(ctx, { eventId });
  if (!claimed) return;
  const outcome = await send(ctx, claimed.address, claimed.body);
  await recordReplyOutcome(ctx, { eventId, attempt: claimed.attempt, outcome });
}

/** Sends one message, signed with every secret that works now. */
export function send(ctx: Ctx, { url, secrets }: Address, message: OutgoingBody): Promise<SendOutcome> {
  const body = Buffer.from(JSON.stringify(message));
  const headers = {
    "content-type": "application/json",
    "user-agent": "Vigil",
    "idempotency-key": message.id,
    ...signedHeaders(secrets, message.id, ctx.now(), body),
  };
  return post({ url, headers, body }, { mayReachInside: env().VIGIL_OUTGOING_PRIVATE });
}
