/** Classifies an event: somebody waits for an answer, it only closes the matter, or no person wrote it. Pure. */
import type { EventContent } from "../event";
import { startsRun } from "../model";
import { type Origin, originOf } from "./automatic";
import { bounded } from "./bounded";
import { isClosing } from "./closing";

/** What is read of an event. */
export type EventText = EventContent & { body: string };

/** Who wrote a customer's message; everything else is what it is. */
export function originOfEvent(event: EventText): Origin {
  return event.kind === "customer_message" ? originOf(bounded(event.body), event.data.origin) : "person";
}

/** A message on the customer's side that no person wrote: kept on the timeline, and of no consequence. */
export function isAutomatic(event: EventText): boolean {
  const origin = originOfEvent(event);
  return origin !== "person" && origin !== "unsure";
}

/**
 * The customer only thanks, or says that all is well; `before` is what was said to him last. Whoever sends a file along
 * says more than that.
 */
export function isThanks(event: EventText, before: string): boolean {
  if (event.kind !== "customer_message" || event.data.attachments?.some(({ isInline }) => !isInline))
    return false;
  return isClosing(bounded(event.body), { asked: /[?？]/u.test(before) });
}

/** True for an event the agent is asked to look at. */
export function awaitsRun(event: EventText): boolean {
  return (startsRun(event.kind) || isUndecided(event) || asksForRun(event)) && !isAutomatic(event);
}

/** A note that what kept the agent from running is over. */
export function asksForRun(event: EventContent): boolean {
  return event.kind === "note" && event.data.asksForRun === true;
}

/** A change nobody decided on in time: somebody is to be told. */
export function isUndecided(event: EventContent): boolean {
  return event.kind === "action_step" && event.data.isUndecided === true;
}
