/** The proof that a person stands behind a reply, asked of what is stored and not of whoever wrote it. */

import { and, eq, isNull } from "drizzle-orm";
import { decision } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import type { ticketEvent } from "#db/schema/tickets";
import type { OutgoingBody } from "#lib/connectors/model";
import type { Ctx } from "#lib/platform/context";
import { typed } from "#lib/tickets/stored-event";

type Approval = Pick<Extract<OutgoingBody, { type: "reply" }>, "author" | "approval">;

/**
 * Who approved a reply and how: somebody with an account typed it at the desk, or decided on the proposal it comes
 * from, and that decision stands. Null for everything else, which must not be sent.
 */
export async function approvalOf(tx: Ctx, event: typeof ticketEvent.$inferSelect): Promise<Approval | null> {
  const { actorKind, actorId, source } = event;
  const content = typed(event);
  if (content.kind !== "analyst_reply" || actorKind !== "analyst" || source !== "desk" || !actorId)
    return null;
  const [author] = await tx.db
    .select({ name: user.name, email: user.email })
    .from(user)
    .where(eq(user.id, actorId));
  if (!author) return null;
  if (content.data.suggestionId === undefined) return { author, approval: "typed" };
  const [decided] = await tx.db
    .select({ verdict: decision.verdict })
    .from(decision)
    .where(and(eq(decision.eventId, event.id), eq(decision.decidedBy, actorId), isNull(decision.undoneAt)));
  if (decided?.verdict === "accept") return { author, approval: "accepted" };
  return decided?.verdict === "edit" ? { author, approval: "edited" } : null;
}
