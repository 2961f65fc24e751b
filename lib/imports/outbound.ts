/** A ticket of this installation as a file tells it: what an import makes of it tells the same again. Pure. */

import { activeEvents, byOccurrence } from "#lib/tickets/active-events";
import { type InboundContent, isInbound, type TimelineEvent } from "#lib/tickets/event";
import type { Ticket } from "#lib/tickets/model";
import { importSource } from "./inbound";
import type { ImportedTicket } from "./model";

/** A row with what the outside calls it. */
type Outside = { source: string; externalId: string | null };

export type Head = {
  ticket: Pick<
    Ticket,
    "id" | "kind" | "subject" | "status" | "priority" | "category" | "service" | "assigneeId"
  > &
    Outside;
  customer: (Outside & { id: number; name: string; email: string | null; company: string | null }) | null;
  queueKey: string | null;
};

type StoredEvent = TimelineEvent & Outside;

/** The ticket with the events an import can tell; `addresses` are e-mail addresses by the ids of people. */
export function exported(
  { ticket, customer, queueKey }: Head,
  events: readonly StoredEvent[],
  addresses: ReadonlyMap<string, string>,
): ImportedTicket {
  const address = (id: string | null) => (id && addresses.get(id)) ?? id;
  const told = activeEvents(events).filter(isInbound).sort(byOccurrence);
  const calls = callNumbers(told);
  return {
    id: outsideId(ticket),
    kind: ticket.kind,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    queue: queueKey,
    category: ticket.category,
    service: ticket.service,
    assignee: address(ticket.assigneeId),
    customer: customer && {
      id: outsideId(customer),
      name: customer.name,
      email: customer.email,
      company: customer.company,
    },
    events: told.map((event) => ({
      at: event.at,
      by: { kind: event.actorKind, name: event.actorName, id: address(event.actorId) },
      text: event.body,
      ...contentFor(event, calls, address),
    })),
  };
}

/** Calls are numbered within their ticket: the ids of rows are another installation's. */
function callNumbers(events: readonly StoredEvent[]): Map<string, string> {
  const numbers = new Map<string, string>();
  let count = 0;
  for (const event of events) {
    if (event.kind !== "tool_call") continue;
    count += 1;
    numbers.set(String(event.id), String(count));
    if (event.data.callId) numbers.set(event.data.callId, String(count));
  }
  return numbers;
}

/** What an event carries that another installation can make something of. */
function contentFor(
  event: StoredEvent & InboundContent,
  calls: ReadonlyMap<string, string>,
  address: (id: string | null) => string | null,
): InboundContent {
  // The bytes of files stay here: another installation knows of them.
  const attachments = event.data.attachments?.map(({ id: _, ...described }) => described);
  const common = attachments && { attachments };
  switch (event.kind) {
    case "customer_message":
    case "analyst_reply":
    case "note":
      return { kind: event.kind, data: { ...common } };
    case "tool_call": {
      const { tool, arguments: given } = event.data;
      return {
        kind: event.kind,
        data: { tool, arguments: given, callId: calls.get(String(event.id)), ...common },
      };
    }
    case "tool_result": {
      const { tool, result, callId = "" } = event.data;
      return { kind: event.kind, data: { tool, callId: calls.get(callId), result, ...common } };
    }
    case "alert_firing":
    case "alert_resolved": {
      const { fingerprint, labels, annotations, expression } = event.data;
      return { kind: event.kind, data: { fingerprint, labels, annotations, expression, ...common } };
    }
    case "status_change":
      return { kind: event.kind, data: { to: event.data.to, ...common } };
    case "assignment":
      return { kind: event.kind, data: { to: address(event.data.to), ...common } };
  }
}

/** What a row is called outside; what an import brought goes by the name it had in its file. */
function outsideId({ id, source, externalId }: Outside & { id: number }): string {
  if (source === importSource && externalId) return externalId.slice(externalId.indexOf("/") + 1);
  return `${source}/${externalId ?? id}`;
}
