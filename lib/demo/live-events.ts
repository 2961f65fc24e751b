/** What customers and monitoring of the demo bring, as inbound events. */
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import { priorityOf } from "#lib/tickets/lenient-parsing";
import { demoSource } from "./history";
import type { StoryAlert, StoryCustomer } from "./story/model";

type Place = Pick<InboundEventInput, "externalId" | "ticketExternalId" | "at">;

/** A customer writes; with a subject the ticket may be a new one. */
export function messageEvent(
  place: Place,
  customer: Pick<StoryCustomer, "key" | "name" | "email" | "company"> | null,
  body: string,
  subject?: string,
): InboundEventInput {
  return {
    ...place,
    source: demoSource,
    kind: "customer_message",
    actorKind: "customer",
    actorId: customer?.key ?? null,
    actorName: customer?.name ?? "Customer",
    body,
    ...(customer && {
      customer: {
        externalId: customer.key,
        name: customer.name,
        email: customer.email,
        company: customer.company,
      },
    }),
    ticket: { kind: "request", ...(subject !== undefined && { subject }) },
  };
}

/** Monitoring says that an alert fires, or that it is over; its severity is how urgent its ticket is. */
export function alertEvent(
  place: Place,
  status: "firing" | "resolved",
  { fingerprint, labels, annotations }: StoryAlert,
): InboundEventInput {
  return {
    ...place,
    source: demoSource,
    kind: status === "firing" ? "alert_firing" : "alert_resolved",
    actorKind: "monitor",
    actorName: "Monitoring",
    body: `${annotations.summary}\n${annotations.description}`,
    data: { fingerprint, labels, annotations },
    ticket: {
      kind: "alert",
      subject: annotations.summary,
      priority: priorityOf(labels.severity) ?? "normal",
    },
  };
}
