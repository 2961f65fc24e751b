/** What a person asked for before and never heard of: the same request again is the same event. */
import { and, eq } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";

/** The own id of what a request makes; null where the request names none. `what` keeps requests of several kinds apart. */
export function requestedId(
  { actor }: Pick<Ctx, "actor">,
  what: "reply" | "note" | "opening",
  mutationId: string | undefined,
): string | null {
  return mutationId === undefined ? null : `${what}:${actor.id}:${mutationId}`;
}

/** The event that a request made already, with its ticket. */
export async function eventRequested(
  tx: Ctx,
  externalId: string | null,
): Promise<{ eventId: number; ticketId: number } | undefined> {
  if (externalId === null) return undefined;
  const [found] = await tx.db
    .select({ eventId: ticketEvent.id, ticketId: ticketEvent.ticketId })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.source, "desk"), eq(ticketEvent.externalId, externalId)));
  return found;
}
