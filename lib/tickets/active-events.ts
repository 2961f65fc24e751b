/**
 * The active events of a timeline in the order they take effect, and which of them are unanswered. Pure; list, clocks
 * and agent all use it.
 */

import { type EventContent, type EventData, type EventOf, removedBy, toldOf } from "./event";
import { isAutomatic, isThanks } from "./message/classify";

/** What this reads of an event. Ids ascend in the order of arrival. */
export type PlacedEvent = EventContent & { id: number; at: Date; body: string };

/** Orders events as they happened; those of one instant as they arrived. */
export function byOccurrence(a: PlacedEvent, b: PlacedEvent): number {
  return a.at.getTime() - b.at.getTime() || arrival(a) - arrival(b) || a.id - b.id;
}

/**
 * The events that still count, each at the place where it takes effect: what was withdrawn, deleted or replaced by an
 * edit is gone, and the rest comes as it happened. One exception: what asks for attention and arrived after the answers
 * that would cover it was seen by nobody who answered, and takes effect after them.
 */
export function activeEvents<Event extends PlacedEvent>(events: readonly Event[]): Event[] {
  const gone = new Set(events.map(removedBy));
  const active = withOrigins(events.filter(({ id }) => !gone.has(id))).sort(byOccurrence);
  const unseenUntil = readerOf(active.filter(isAct));
  const moved = active.flatMap((event) => {
    const until = isAsk(event) ? unseenUntil(event) : null;
    return until ? [{ event, until }] : [];
  });
  if (moved.length === 0) return active;
  const places = new Map<Event, Date>(moved.map(({ event, until }) => [event, until]));
  const place = (event: Event) => ({ ...event, at: places.get(event) ?? event.at });
  return active.sort((a, b) => byOccurrence(place(a), place(b)));
}

/** The events, each message with the writer somebody said it has: the last word counts, and one without a writer takes it back. */
export function withOrigins<Event extends PlacedEvent>(events: readonly Event[]): Event[] {
  const said = new Map(
    events.flatMap((event) =>
      event.kind === "origin_change" ? [[event.data.concerns, event.data.origin] as const] : [],
    ),
  );
  if (said.size === 0) return [...events];
  return events.map((event) => {
    const origin = said.get(event.id);
    return origin && event.kind === "customer_message"
      ? { ...event, data: { ...event.data, origin } }
      : event;
  });
}

/**
 * The messages and alerts that wait for an answer, of events that stand, in their order: those after the last reply, or
 * after the ticket was last finished. Thanks, and an alert that has resolved, wait for nobody.
 */
export function openAsks<Event extends PlacedEvent>(active: readonly Event[]): Event[] {
  const answered = lastEnd(active);
  const reply = active.findLast(({ kind }) => kind === "analyst_reply")?.body ?? "";
  return active
    .slice(answered + 1)
    .filter((event) => isAsk(event) && !isThanks(event, reply) && !isResolved(active, event));
}

/** The id of the newest event by which all that was asked before counts as answered; 0 where none is. */
export function answeredBy(active: readonly PlacedEvent[]): number {
  return active[lastEnd(active)]?.id ?? 0;
}

/**
 * True where an event of this timeline takes back by hand what had answered: an own reply, or finishing the ticket. What a
 * decision brought goes with the decision.
 */
export function takesBackEnd(events: readonly PlacedEvent[], event: PlacedEvent): boolean {
  if (event.kind !== "reply_withdrawn") return isReopening(event);
  const taken = events.find(({ id }) => id === event.data.withdraws);
  return taken?.kind === "analyst_reply" && taken.data.suggestionId === undefined;
}

/** True for an alert of which it is known that it has ended. */
export function isResolved(events: readonly PlacedEvent[], firing: PlacedEvent): boolean {
  return firing.kind === "alert_firing" && events.some((event) => ends(event, firing));
}

/** True for an alert that had ended when it arrived: it calls nobody. */
export function isMoot(events: readonly PlacedEvent[], firing: PlacedEvent): boolean {
  if (firing.kind !== "alert_firing") return false;
  return events.some((event) => arrival(event) < arrival(firing) && ends(event, firing));
}

/** True for an event that was withdrawn, deleted or replaced since. */
export function isWithdrawn(events: readonly EventContent[], eventId: number): boolean {
  return events.some((event) => removedBy(event) === eventId);
}

function isAsk(event: PlacedEvent): boolean {
  return event.kind === "alert_firing" || (event.kind === "customer_message" && !isAutomatic(event));
}

/** A reply, or finishing the ticket: whoever asked before is answered. */
function isEnd(event: PlacedEvent): boolean {
  return event.kind === "analyst_reply" || (event.kind === "status_change" && isFinish(event.data.to));
}

/** Where the last end stands that nobody took back, or -1. */
function lastEnd(active: readonly PlacedEvent[]): number {
  return active.findLastIndex((event, place) => isEnd(event) && !isReopened(active, place));
}

/** Finished, and opened again before anything was said: the ticket is where it was. */
function isReopened(active: readonly PlacedEvent[], place: number): boolean {
  if (active[place]?.kind !== "status_change") return false;
  const next = active.slice(place + 1).find((event) => isAsk(event) || isReopening(event));
  return next !== undefined && !isAsk(next);
}

/** True where what was finished is opened again, by whoever saw that it was. */
export function isReopening(event: EventContent): boolean {
  return event.kind === "status_change" && isFinish(event.data.from) && !isFinish(event.data.to);
}

function isFinish(status: string | null | undefined): boolean {
  return status === "solved" || status === "closed";
}

/** An action taken with what had arrived in view: a reply, or snoozing the ticket. */
function isAct(event: PlacedEvent): boolean {
  const isSetAside =
    event.kind === "status_change" && (event.data.to === "waiting" || event.data.to === "on_hold");
  return isEnd(event) || isSetAside;
}

/** An edit that only touched up the words was seen when the words were. */
function arrival(event: EventContent & { id: number }): number {
  return toldOf(event).seenAs ?? event.id;
}

/** When an ask takes effect that arrived after acts that happened after it; null when none did, or somebody acted since. */
function readerOf(acts: readonly PlacedEvent[]): (ask: PlacedEvent) => Date | null {
  const newest = acts.at(-1)?.at;
  return (ask) => {
    if (!newest || newest < ask.at) return null;
    const covering = acts.filter(({ at }) => at >= ask.at);
    const unseen = covering.filter((act) => act.id < arrival(ask)).at(-1);
    if (!unseen || unseen.at.getTime() === ask.at.getTime()) return null;
    const answer = covering.find((act) => act.id > arrival(ask) && isEnd(act));
    return answer && answer.at < unseen.at ? null : unseen.at;
  };
}

function ends(event: PlacedEvent, firing: EventOf<"alert_firing", PlacedEvent>): boolean {
  if (event.kind !== "alert_resolved" || alertOf(event) !== alertOf(firing)) return false;
  const { startsAt } = firing.data;
  return event.at >= firing.at || (startsAt !== undefined && startsAt === event.data.startsAt);
}

/** Which alert an event tells of: by its fingerprint, else by its labels. */
function alertOf({ data: { fingerprint, labels = {} } }: { data: EventData<"alert_firing"> }): string {
  return fingerprint ?? JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
