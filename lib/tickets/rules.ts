/** Rules on timelines that browser and server share. Pure. */

import { type EventContent, type EventOf, removedBy, type TimelineEvent, toldOf } from "./event";
import { type ActorKind, type DueReason, isMoving, type TicketKind } from "./model";

/**
 * What others wrote on a ticket, or an alert did, that arrived after the event `seenId`; oldest first. What was taken
 * back or replaced is left out, and an edit that only touched up the words was seen when the words were.
 */
export function unseenSince<Event extends EventContent & { id: number; actorId: string | null }>(
  events: readonly Event[],
  seenId: number,
  personId: string,
): Event[] {
  const gone = new Set(events.map(removedBy));
  return events
    .filter((event) => (toldOf(event).seenAs ?? event.id) > seenId && !gone.has(event.id))
    .filter(({ kind, actorId }) => isMoving(kind) && actorId !== personId)
    .sort((one, other) => one.id - other.id);
}

/** True for a call that the agent made by itself, without being asked. */
export function isUnasked(event: EventContent & { actorKind: ActorKind }): boolean {
  return (
    event.kind === "tool_call" && event.actorKind === "agent" && event.data.investigationId !== undefined
  );
}

/** Each result goes to the call it names, else to the nearest earlier call of its tool that has none; by the id of the call. */
export function resultsByCall(events: readonly TimelineEvent[]): Map<number, EventOf<"tool_result">> {
  const results = new Map<number, EventOf<"tool_result">>();
  const open: EventOf<"tool_call">[] = [];
  for (const event of events) {
    if (event.kind === "tool_call") open.push(event);
    if (event.kind !== "tool_result") continue;
    const { callId, tool } = event.data;
    const named = open.findLastIndex(
      (call) => callId !== undefined && (String(call.id) === callId || call.data.callId === callId),
    );
    const place = named >= 0 ? named : open.findLastIndex((call) => call.data.tool === tool);
    const call = open[place];
    if (!call) continue;
    results.set(call.id, event);
    open.splice(place, 1);
  }
  return results;
}

/** How long a reply can be withdrawn before it leaves, in seconds. */
export const undoSeconds = 10;

/** What somebody does on a ticket, as colleagues are told; of several things at once they are told the last. */
export const activities = ["looking", "recording", "noting", "replying", "editing"] as const;
export type Activity = (typeof activities)[number];

/** False for an alert nobody reported: there is no one to answer, to remind or to wait for. */
export function hasCustomer(
  ticket: { kind: TicketKind } & ({ customerId: number | null } | { customerName: string | null }),
): boolean {
  if (ticket.kind !== "alert") return true;
  return "customerId" in ticket ? ticket.customerId !== null : ticket.customerName !== null;
}

/** Why a ticket is due, in a sentence; one without a customer has nobody who waits. */
export function dueWords(reason: DueReason, hasCustomer: boolean): string {
  switch (reason) {
    case "answer":
      return hasCustomer ? "The customer is waiting for a reply." : "Nobody has acted on this yet.";
    case "reminder":
      return hasCustomer
        ? "The customer has not answered yet."
        : "Nothing has happened since the last reply.";
    case "close":
      return hasCustomer
        ? "The customer did not answer the reminder."
        : "Nothing has happened since the reminder.";
    case "resolution":
      return "This should be resolved by now.";
    case "commitment":
      return "A promised reply is due.";
    case "scheduled":
      return "A reminder was set.";
  }
}
