/** What a customer settled himself before anybody answered: solved, or taken back, it is asked no more. Pure. */
import { bounded } from "./bounded";
import type { EventText } from "./classify";
import { isSettling } from "./closing";

/** The events without the unanswered messages before one by which the customer settles them; `active` come in their order. */
export function withoutSettled<Event extends EventText & { id: number }>(active: readonly Event[]): Event[] {
  const settled = new Set<number>();
  let asked: number[] = [];
  for (const event of active) {
    if (event.kind === "analyst_reply") asked = [];
    if (event.kind !== "customer_message") continue;
    if (isSettling(bounded(event.body))) for (const id of asked) settled.add(id);
    asked.push(event.id);
  }
  return settled.size === 0 ? [...active] : active.filter(({ id }) => !settled.has(id));
}
