/** What a change of a ticket brings with it, in the same transaction: badges, audit, change feed, timers, jobs. */
import { and, eq, sql } from "drizzle-orm";
import { counter, suggestion, ticket, type ticketEvent } from "#db/schema/index";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import type { Ctx } from "#lib/platform/context";
import { cancelJob, enqueue } from "#lib/platform/jobs/enqueue";
import { badgeDeltas } from "./badges";
import type { TicketState } from "./fold";
import { type AgentState, isActive, isConsiderable } from "./model";

/** A ticket's row, locked by the transaction that holds it. */
export type LockedTicket = typeof ticket.$inferSelect;

/** An event as it stands on the timeline. */
export type WrittenEvent = Pick<typeof ticketEvent.$inferSelect, "id" | "kind" | "at" | "data">;

export type AppendOptions = {
  /** `noun.verb` of the audit row. */
  action: string;
  /** False for history: nobody is asked to react, and no follow-up falls due. */
  considers?: boolean;
};

/** Everything that follows from an event beside its own row and the ticket's. */
export async function carryOut(
  tx: Ctx,
  before: LockedTicket | null,
  after: LockedTicket,
  event: WrittenEvent,
  { action, considers = true }: AppendOptions,
): Promise<void> {
  const { id: eventId, kind, at } = event;
  await Promise.all([
    countBadges(tx, before, after),
    recordAudit(tx, {
      action,
      entity: "ticket",
      entityId: after.id,
      before: before && { status: before.status, assigneeId: before.assigneeId, queueId: before.queueId },
      after: {
        status: after.status,
        assigneeId: after.assigneeId,
        queueId: after.queueId,
        eventId,
        kind,
        at,
      },
    }),
    publishChange(tx, "event", after.id, { eventId, kind, status: after.status }),
    moveTimer(tx, before, after),
    considers &&
      isConsiderable(kind) &&
      isActive(after.status) &&
      enqueue(
        tx,
        "agent.consider",
        { ticketId: after.id, eventId },
        { id: `consider:${eventId}`, partition: String(after.id) },
      ),
    considers && before && isActive(before.status) && !isActive(after.status) && teach(tx, after.id, eventId),
  ]);
}

/** A finished ticket is what the apprentice learns from, and what later ones are answered with. */
async function teach(tx: Ctx, ticketId: number, eventId: number): Promise<void> {
  await Promise.all([
    enqueue(tx, "learning.learn", { ticketId }, { id: `learn:${ticketId}:${eventId}` }),
    enqueue(tx, "knowledge.index", { kind: "ticket", ref: ticketId }, { id: `index:${ticketId}:${eventId}` }),
  ]);
}

/** Writes the columns that differ, so that an untouched index stays untouched. */
export async function updateTicket(tx: Ctx, before: LockedTicket, after: LockedTicket): Promise<void> {
  const changes = Object.entries(after).filter(
    ([column, value]) => !isSame(value, before[column as keyof LockedTicket]),
  );
  if (changes.length === 0) return;
  await tx.db.update(ticket).set(Object.fromEntries(changes)).where(eq(ticket.id, before.id));
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}

/** A transaction writes to a shard of its own, so that the badges everybody shares are no queue. */
export async function countBadges(tx: Ctx, before: LockedTicket | null, after: LockedTicket): Promise<void> {
  const deltas = badgeDeltas(before, after);
  if (deltas.length === 0) return;
  const shard = sql`(pg_current_xact_id()::text::bigint % 32)::int`;
  await Promise.all([
    tx.db
      .insert(counter)
      .values(deltas.map((delta) => ({ ...delta, shard })))
      .onConflictDoUpdate({
        target: [counter.scope, counter.key, counter.shard],
        set: { value: sql`${counter.value} + excluded.value` },
      }),
    publishChange(tx, "counter", null, { ticketId: after.id }),
  ]);
}

export async function moveTimer(tx: Ctx, before: LockedTicket | null, after: LockedTicket): Promise<void> {
  if (before?.dueAt?.getTime() === after.dueAt?.getTime()) return;
  if (before?.dueAt) await cancelJob(tx, timerId(after.id, before.dueAt));
  if (!after.dueAt) return;
  const input = { ticketId: after.id, dueAt: after.dueAt.toISOString() };
  const options = { id: timerId(after.id, after.dueAt), partition: String(after.id), at: after.dueAt };
  await enqueue(tx, "tickets.followUp", input, options);
}

function timerId(ticketId: number, dueAt: Date): string {
  return `follow-up:${ticketId}:${dueAt.getTime()}`;
}

/**
 * Proposals nobody took before a reply went out, or before the ticket was finished, are marked unused.
 * A triage proposal outlives a reply. Returns what the list is to show of the agent.
 */
export async function dropAnswered(
  tx: Ctx,
  before: LockedTicket,
  state: TicketState,
  event: Pick<WrittenEvent, "kind" | "data">,
): Promise<AgentState> {
  const isReply = event.kind === "analyst_reply";
  if (before.agentState !== "proposed") return isReply ? "none" : before.agentState;
  if (!isReply && isActive(state.status)) return before.agentState;
  const open = await tx.db
    .select({ id: suggestion.id, kind: suggestion.kind })
    .from(suggestion)
    .where(and(eq(suggestion.ticketId, before.id), eq(suggestion.status, "open")));
  const standing = open.filter(({ id }) => id !== event.data.suggestionId);
  const outlived = isActive(state.status) ? standing.filter(({ kind }) => kind === "triage") : [];
  for (const { id } of standing.filter((one) => !outlived.includes(one))) {
    await tx.db.update(suggestion).set({ status: "unused" }).where(eq(suggestion.id, id));
    await publishChange(tx, "suggestion", before.id, { suggestionId: id, status: "unused" });
  }
  return outlived.length > 0 ? "proposed" : "none";
}
