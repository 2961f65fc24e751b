/** The recipient of a hand-over, and the ticket's assignee and queue afterwards. */

import { and, eq, isNull } from "drizzle-orm";
import { queue, user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { LockedTicket } from "#lib/tickets/change";
import type { Recipient } from "./model";
import type { ProposalContent } from "./step";

/** `name` is what the timeline says; assignee and queue are those the ticket then has. */
export type Destination = { name: string; assigneeId: string | null; queueId: number | null };

type Case = {
  locked: LockedTicket;
  suggestion: ProposalContent;
  chosen: Recipient | undefined;
};

/**
 * The chosen recipient; where none was chosen, the proposed queue, else the ticket's own. What nobody has, nobody can
 * hand over: whoever accepts a proposal to do so has it from then on.
 */
export async function recipientOf(tx: Ctx, { locked, suggestion, chosen }: Case): Promise<Destination> {
  if (locked.assigneeId === null && !chosen && suggestion.kind === "escalation") {
    const taker = await onTheTeam(tx, tx.actor.id);
    if (taker) return { name: taker.name, assigneeId: tx.actor.id, queueId: locked.queueId };
  }
  if (chosen?.kind === "person") return toPerson(tx, locked, chosen.id);
  const proposed = suggestion.kind === "triage" ? suggestion.payload.triage.queueId : null;
  const queueId = chosen?.id ?? proposed ?? locked.queueId;
  return queueId === null ? { name: "the team", assigneeId: null, queueId } : toQueue(tx, queueId);
}

async function toPerson(tx: Ctx, { assigneeId, queueId }: LockedTicket, id: string): Promise<Destination> {
  const found = await onTheTeam(tx, id);
  if (!found) throw new AppError("unprocessable", "That person is not on the team.");
  if (id === assigneeId) throw new AppError("conflict", `${found.name} has this ticket already.`);
  return { name: found.name, assigneeId: id, queueId };
}

async function onTheTeam(tx: Ctx, id: string): Promise<{ name: string } | undefined> {
  const [found] = await tx.db
    .select({ name: user.name })
    .from(user)
    .where(and(eq(user.id, id), isNull(user.disabledAt)));
  return found;
}

async function toQueue(tx: Ctx, id: number): Promise<Destination> {
  const [found] = await tx.db.select({ name: queue.name }).from(queue).where(eq(queue.id, id));
  if (!found) throw new AppError("unprocessable", "That queue does not exist.");
  return { name: found.name, assigneeId: null, queueId: id };
}
