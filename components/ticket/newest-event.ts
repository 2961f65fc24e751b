/** Where somebody is with what arrives on a ticket. Pure. */
import type { TimelineEvent } from "#lib/tickets/event";

/** The newest event on the screen; 0 for none. What the server has not numbered yet does not count. */
export function newestId(events: readonly TimelineEvent[]): number {
  return events.reduce((newest, { id }) => Math.max(newest, id), 0);
}
