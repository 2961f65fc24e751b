/** Advances a ticket's commitments with its events. Pure. */
import type { WorkHours } from "#lib/sla/model";
import type { NewCommitment } from "../change";
import type { EventContent } from "../event";
import { isActive, type TicketStatus } from "../model";
import { commitmentsIn } from "./commitment-text";

/** An event as promises read it. */
type Happened = EventContent & {
  id: number;
  at: Date;
  body: string;
  actorId: string | null;
  actorName: string;
};

/** The promises after an event on a ticket that is now `status`; new ones come last. */
export function stepCommitments<Known extends NewCommitment>(
  hours: WorkHours,
  known: readonly Known[],
  event: Happened & { ticketId: number },
  status: TicketStatus,
): (Known | NewCommitment)[] {
  const { at } = event;
  if (event.kind === "reply_withdrawn") return known.map((one) => withdrawnBy(one, event.data.withdraws, at));
  const isAnswer = event.kind === "analyst_reply" || !isActive(status);
  const settled = isAnswer ? known.map((one) => settledAt(one, event.id, at)) : [...known];
  if (event.kind !== "analyst_reply") return settled;
  const zone = event.data.timeZone;
  const made = commitmentsIn(zone ? { ...hours, timeZone: zone } : hours, event.body, at);
  return [
    ...settled,
    ...made.map(({ text, at: dueAt }) => ({
      ticketId: event.ticketId,
      eventId: event.id,
      ownerId: event.actorId,
      ownerName: event.actorName,
      text,
      madeAt: at,
      dueAt,
      state: "open" as const,
      settledAt: null,
      settledBy: null,
      remindedAt: null,
    })),
  ];
}

/** Coming back in time keeps a promise; coming back late does not mend it. */
function settledAt<Known extends NewCommitment>(one: Known, eventId: number, at: Date): Known {
  if (one.state !== "open" || at < one.madeAt) return one;
  return { ...one, state: at <= one.dueAt ? "kept" : "broken", settledAt: at, settledBy: eventId };
}

/** With a reply goes what it promised; what it kept is open again. */
function withdrawnBy<Known extends NewCommitment>(one: Known, withdrawn: number, at: Date): Known {
  if (one.eventId === withdrawn) return { ...one, state: "withdrawn", settledAt: at };
  return one.settledBy === withdrawn ? { ...one, state: "open", settledAt: null, settledBy: null } : one;
}
