/** The commands on a ticket. Each locks it, appends to its timeline and leaves the rest to the one writer. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { queue, user } from "#db/schema/team";
import { presence, ticketEvent } from "#db/schema/tickets";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { newAskers } from "./asker";
import type { LockedTicket } from "./change";
import { ingestEvents, type RecordedEvent } from "./inbound";
import { InboundEvent } from "./inbound-event";
import {
  AssignInput,
  MoveInput,
  NoteInput,
  OpenTicketInput,
  OriginInput,
  PresenceInput,
  ScheduleInput,
  SetTriageInput,
  SnoozeInput,
  TicketInput,
} from "./inputs";
import { lockTicket, lockTicketOf } from "./lock";
import { isActive, mayMove, type TriageFields } from "./model";
import { openTickets } from "./opening";
import { type Appended, appendEvent, appendEvents, setFollowUp, written } from "./timeline";
import { refuseChanged, refuseUnseen } from "./unseen";

/** False for history: the agent is not asked to look, and no follow-up falls due. */
const runsAgent = z.boolean().default(true);
const RecordEventInput = InboundEvent.and(z.object({ runsAgent }));
const RecordEventsInput = z.object({
  events: z.array(InboundEvent).min(1).max(1000),
  runsAgent,
  isHistory: z.boolean().default(false),
});

/**
 * The one way in for what happens elsewhere. An unknown ticket is opened, a known event is acknowledged
 * as a duplicate; the ticket's state is the same in whatever order, and however often, its events arrive.
 */
export const recordEvent = command(
  "machine",
  RecordEventInput,
  async (tx, { runsAgent, ...event }): Promise<RecordedEvent> => {
    const [recorded] = await ingestEvents(tx, [event], { runsAgent });
    if (!recorded) throw new AppError("unavailable", "The event was not stored. Send it again.");
    return recorded;
  },
);

/** `recordEvent` for many at once: all of them, or none. Results in the order given. History
 * calls nobody, and is learnt from once it is finished. */
export const recordEvents = command(
  "machine",
  RecordEventsInput,
  (tx, { events, runsAgent, isHistory }): Promise<RecordedEvent[]> =>
    ingestEvents(tx, events, { runsAgent: runsAgent && !isHistory, learns: isHistory }),
);

/** A ticket typed in by hand, with the customer's words as its first message. */
export const openTicket = command("ticket.write", OpenTicketInput, async (tx, input): Promise<Appended> => {
  const { customer, subject, priority, queueId } = input;
  if (queueId !== null) await refuseUnknownQueue(tx, queueId);
  const card = { ...customer, source: "desk", externalId: customer.email ?? customer.name };
  const [asker = { customerId: null, contactId: null }] = (
    await newAskers(tx, [{ ticketKey: "", card }], new Map())
  ).values();
  const event = {
    kind: "customer_message",
    actorKind: "customer",
    actorId: card.externalId,
    actorName: customer.name,
    body: input.text,
    data: { opening: { subject, priority, queueId } },
  } as const;
  const opened = await openTickets(tx, [{ source: "desk", externalId: null, ...asker, event }]);
  const entries = [...opened.values()].map((row) => ({ row, isNew: true, event }));
  const [appended = null] = await appendEvents(tx, entries, { action: "ticket.open" });
  return written(appended);
});

/** A remark only the team sees. */
export const addNote = command(
  "ticket.write",
  NoteInput,
  async (tx, { ticketId, text }): Promise<Appended> => {
    const before = await lockTicket(tx, ticketId);
    const event = { kind: "note", body: text } as const;
    return written(await appendEvent(tx, before, event, { action: "ticket.note" }));
  },
);

/** Moves a ticket along the status machine; `conflict` for a move it does not allow, `unseen` past what others wrote. */
export const moveStatus = command("ticket.write", MoveInput, async (tx, input): Promise<LockedTicket> => {
  const before = await lockTicket(tx, input.ticketId, input.version);
  await refuseUnseen(tx, input.ticketId, input.seenEventId);
  if (!mayMove(before.status, input.to))
    throw new AppError("conflict", `A ticket that is ${before.status} cannot become ${input.to}.`, {
      from: before.status,
      to: input.to,
    });
  const { suggestionId } = input;
  const data = { from: before.status, to: input.to, ...(suggestionId && { suggestionId }) };
  const event = { kind: "status_change", data } as const;
  return written(await appendEvent(tx, before, event, { action: "ticket.move" })).ticket;
});

/** Gives a ticket to somebody, or to nobody. */
export const assign = command("ticket.write", AssignInput, async (tx, input): Promise<LockedTicket> => {
  const before = await lockTicket(tx, input.ticketId);
  if (before.assigneeId === input.assigneeId) return before;
  refuseChanged(before, input.seen, input);
  if (input.assigneeId !== null) await refuseUnknownPerson(tx, input.assigneeId);
  const event = { kind: "assignment", data: { from: before.assigneeId, to: input.assigneeId } } as const;
  return written(await appendEvent(tx, before, event, { action: "ticket.assign" })).ticket;
});

/** Sets queue, category, service or priority; one timeline event for each that changes. */
export const setTriage = command("ticket.write", SetTriageInput, async (tx, input): Promise<LockedTicket> => {
  let current = await lockTicket(tx, input.ticketId);
  refuseChanged(current, input.seen, input.fields);
  const { queueId = null } = input.fields;
  if (queueId !== null) await refuseUnknownQueue(tx, queueId);
  for (const field of Object.keys(input.fields) as (keyof TriageFields)[]) {
    const value = input.fields[field];
    if (value === undefined || current[field] === value) continue;
    const { suggestionId } = input;
    const data = {
      field,
      from: toText(current[field]),
      to: toText(value),
      ...(suggestionId && { suggestionId }),
    };
    const event = { kind: "triage_change", data } as const;
    current = written(await appendEvent(tx, current, event, { action: "ticket.triage" })).ticket;
  }
  return current;
});

/**
 * Says who wrote a customer's message: automatic mail opens nothing, starts no clock and gets no proposal, a person is
 * answered; null withdraws what was said. `unprocessable` for what no customer wrote.
 */
export const setOrigin = command(
  "ticket.write",
  OriginInput,
  async (tx, { eventId, origin }): Promise<Appended> => {
    const before = await lockTicketOf(tx, eventId);
    const [message] = await tx.db
      .select({ kind: ticketEvent.kind })
      .from(ticketEvent)
      .where(eq(ticketEvent.id, eventId));
    if (message?.kind !== "customer_message")
      throw new AppError("unprocessable", "Only a customer's message can be automatic mail.");
    const said = origin === "automatic" ? ("notice" as const) : origin;
    const data = { concerns: eventId, ...(said && { origin: said }) };
    return written(
      await appendEvent(tx, before, { kind: "origin_change", data }, { action: "ticket.set_origin" }),
    );
  },
);

/** Asks to be reminded of a ticket; replaces the follow-up it has. */
export const scheduleFollowUp = command(
  "ticket.write",
  ScheduleInput,
  async (tx, input): Promise<LockedTicket> => {
    const before = await lockTicket(tx, input.ticketId);
    if (!isActive(before.status)) throw new AppError("conflict", `The ticket is ${before.status}.`);
    const followUp = { followUpAt: input.at, followUpReason: "scheduled" as const };
    return setFollowUp(tx, before, followUp, "ticket.schedule_follow_up");
  },
);

/** Puts a ticket aside until a time, or until somebody writes; then it is open again. */
export const snooze = command("ticket.write", SnoozeInput, async (tx, input): Promise<LockedTicket> => {
  const { ticketId, until, seen, seenEventId } = input;
  const before = await lockTicket(tx, ticketId);
  if (!isActive(before.status)) throw new AppError("conflict", `The ticket is ${before.status}.`);
  await refuseUnseen(tx, ticketId, seenEventId);
  if (seen && heldUntil(before) !== heldUntil(seen))
    throw new AppError("conflict", "Somebody else snoozed this ticket or took it up meanwhile.");
  const data = { from: before.status, to: "on_hold" } as const;
  const held =
    before.status === "on_hold"
      ? before
      : written(await appendEvent(tx, before, { kind: "status_change", data }, { action: "ticket.move" }))
          .ticket;
  const followUp = { followUpAt: until, followUpReason: until && ("scheduled" as const) };
  return setFollowUp(tx, held, followUp, "ticket.snooze");
});

/** Until when a ticket is put aside, as text; null: it is not. */
function heldUntil({ status, followUpAt }: Pick<LockedTicket, "status" | "followUpAt">): string | null {
  return status === "on_hold" ? `until ${followUpAt?.toISOString() ?? "somebody writes"}` : null;
}

/** Takes the follow-up away; clocks and promises go on. */
export const clearFollowUp = command(
  "ticket.write",
  TicketInput,
  async (tx, { ticketId }): Promise<LockedTicket> => {
    const before = await lockTicket(tx, ticketId);
    return setFollowUp(tx, before, { followUpAt: null, followUpReason: null }, "ticket.clear_follow_up");
  },
);

/** Shows colleagues that somebody is on a ticket, and what they do there; lapses by itself. */
export const showPresence = command(
  "desk.read",
  PresenceInput,
  async (tx, { ticketId, doing }): Promise<void> => {
    const { id: userId, name: userName } = tx.actor;
    const seenAt = tx.now();
    await tx.db
      .insert(presence)
      .values({ ticketId, userId, userName, doing, seenAt })
      .onConflictDoUpdate({ target: [presence.ticketId, presence.userId], set: { doing, seenAt } });
    await publishChange(tx, "presence", ticketId, { userId, userName, doing });
  },
);

async function refuseUnknownPerson(tx: Ctx, id: string): Promise<void> {
  const [found] = await tx.db.select({ id: user.id }).from(user).where(eq(user.id, id));
  if (!found) throw new AppError("unprocessable", "That person is not on the team.");
}

async function refuseUnknownQueue(tx: Ctx, id: number): Promise<void> {
  const [found] = await tx.db.select({ id: queue.id }).from(queue).where(eq(queue.id, id));
  if (!found) throw new AppError("unprocessable", "That queue does not exist.");
}

function toText(value: string | number | null): string | null {
  return value === null ? null : String(value);
}
