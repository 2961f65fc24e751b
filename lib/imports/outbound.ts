/** A ticket of this installation as a file tells it: what an import makes of it tells the same again. Pure. */
import { inboundKinds } from "#lib/tickets/inbound-event";
import type { EventData, Ticket, TimelineEvent } from "#lib/tickets/model";
import { byOccurrence, standingEvents } from "#lib/tickets/standing-events";
import { importSource } from "./inbound";
import type { ImportedEvent, ImportedTicket } from "./model";

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
  const told = standingEvents(events).filter(isInbound).sort(byOccurrence);
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
      kind: event.kind,
      at: event.at,
      by: { kind: event.actorKind, name: event.actorName, id: address(event.actorId) },
      text: event.body,
      data: dataOf(event, calls, address),
    })),
  };
}

function isInbound(event: StoredEvent): event is StoredEvent & Pick<ImportedEvent, "kind"> {
  return (inboundKinds as readonly string[]).includes(event.kind);
}

/** Calls are numbered within their ticket: the ids of rows are another installation's. */
function callNumbers(events: readonly StoredEvent[]): Map<string, string> {
  const numbers = new Map<string, string>();
  let count = 0;
  for (const { id, kind, data } of events) {
    if (kind !== "tool_call") continue;
    count += 1;
    numbers.set(String(id), String(count));
    if (data.callId) numbers.set(data.callId, String(count));
  }
  return numbers;
}

function dataOf(
  { id, kind, data }: StoredEvent,
  calls: ReadonlyMap<string, string>,
  address: (id: string | null) => string | null,
): EventData {
  const {
    tool,
    arguments: given,
    result,
    fingerprint,
    labels,
    annotations,
    expression,
    to,
    attachments,
  } = data;
  const callId = calls.get(kind === "tool_call" ? String(id) : (data.callId ?? ""));
  const kept: EventData = {
    tool,
    callId,
    arguments: given,
    result,
    fingerprint,
    labels,
    annotations,
    expression,
    // Their bytes stay here: another installation knows of them.
    attachments: attachments?.map(({ id: _, ...described }) => described),
    to: kind === "assignment" ? address(to ?? null) : to,
  };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** What a row is called outside; what an import brought goes by the name it had in its file. */
function outsideId({ id, source, externalId }: Outside & { id: number }): string {
  if (source === importSource && externalId) return externalId.slice(externalId.indexOf("/") + 1);
  return `${source}/${externalId ?? id}`;
}
