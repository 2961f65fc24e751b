/** Which parts of a ticket's messages the desk collapses. Pure. */

import { withOrigins } from "../active-events";
import type { TimelineEvent } from "../event";
import type { MessageReading } from "../model";
import { originOfEvent } from "./classify";
import { asides } from "./parts";

/** One for each message that has something aside of what it says, or that no person wrote. */
export function readingsOf(events: readonly TimelineEvent[]): MessageReading[] {
  return withOrigins(events)
    .filter(({ kind }) => kind === "customer_message" || kind === "analyst_reply")
    .map((event) => {
      const origin = originOfEvent(event);
      const automatic = origin === "person" || origin === "unsure" ? null : origin;
      return { eventId: event.id, asides: asides(event.body), automatic };
    })
    .filter(({ asides: aside, automatic }) => aside.length > 0 || automatic !== null);
}
