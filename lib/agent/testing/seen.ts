/** A ticket as the agent sees it, for tests without a database. */
import type { TimelineEvent } from "#lib/tickets/event";
import type { EventKind } from "#lib/tickets/model";
import { content } from "#lib/tickets/testing/content";
import type { Observation, Snapshot } from "../model";
import { observed } from "../observe";
import type { Source } from "../source";

/** When it was opened, and when whatever happens on it happens. */
export const seenAt = new Date("2026-11-02T10:00:00Z");

/** An open request that nobody has taken. */
export const seenTicket: Observation["ticket"] = {
  id: 7,
  source: "t",
  externalId: null,
  kind: "request",
  subject: "Disk full",
  snippet: "",
  status: "open",
  priority: "normal",
  queueId: null,
  category: null,
  service: null,
  assigneeId: null,
  customerId: 1,
  agentState: "none",
  version: 1,
  openedAt: seenAt,
  lastEventAt: seenAt,
  lastCustomerAt: seenAt,
  firstReplyAt: null,
  solvedAt: null,
  closedAt: null,
  dueAt: null,
  dueReason: null,
  followUpAt: null,
  followUpReason: null,
};

/** What the customer wrote or somebody did there. */
export function seenEvent(id: number, kind: EventKind, body: string, data: object = {}): TimelineEvent {
  return {
    id,
    ticketId: seenTicket.id,
    at: seenAt,
    actorKind: "customer",
    actorId: null,
    actorName: "Mira Castellane",
    isPublic: true,
    body,
    ...content(kind, data),
  };
}

/** A passage that may be cited. */
export function seenSource(
  kind: Source["kind"],
  ref: number,
  body: string,
  more: Partial<Source> = {},
): Source {
  const title = `Source ${ref}`;
  return { kind, ref, title, excerpt: "", score: 0.5, body, people: [], isInternal: false, ...more };
}

/** That ticket with what happened on it so far, looked at because of `event`. */
export function seenOn(
  timeline: TimelineEvent[],
  event: TimelineEvent,
  more: Partial<Snapshot> = {},
): Observation {
  return observed({
    ticket: seenTicket,
    queueKey: null,
    assigneeName: null,
    customer: null,
    timeline,
    event,
    trigger: event.id,
    proposed: [],
    isTriaged: false,
    isHandedOver: false,
    isAnsweredInstead: false,
    isInMajor: false,
    openIncident: null,
    upTo: event.id,
    ...more,
  });
}
