/** A customer's message as another system sends it. */
import type { InboundEventInput } from "../inbound-event";

export const start = Date.parse("2026-03-02T09:00:00Z");

/** A message of the customer Ann, sent `minutes` after `start`. */
export function message(source: string, id: string, minutes = 0, more: Partial<InboundEventInput> = {}) {
  return {
    source,
    externalId: id,
    ticketExternalId: "ticket",
    kind: "customer_message",
    at: new Date(start + minutes * 60_000),
    actorKind: "customer",
    actorName: "Ann",
    body: `Message ${id}`,
    customer: { externalId: "ann", name: "Ann" },
    ...more,
  } satisfies InboundEventInput;
}
