/** An imported ticket as the events its history consists of. Pure. */
import { usualTerms } from "#lib/sla/rules";
import { foldTimeline } from "#lib/tickets/fold";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { TicketStatus } from "#lib/tickets/model";
import type { ImportedTicket } from "./model";

/** What this installation calls those whom a file names. */
export type Here = {
  /** Keys of its queues by key and by name, in small letters. */
  queues: ReadonlyMap<string, string>;
  /** Ids of its people by e-mail address and by name, in small letters. */
  people: ReadonlyMap<string, string>;
};

/** The source imported tickets carry. */
export const importSource = "import";

/** Events of one ticket in their order. A status its events do not lead to is reached by one more. */
export function historyOf(ticket: ImportedTicket, system: string, here: Here): InboundEventInput[] {
  const ticketExternalId = `${system}/${ticket.id}`;
  const personId = (name: string | null | undefined) => here.people.get(name?.toLowerCase() ?? "") ?? null;
  const common = {
    source: importSource,
    ticketExternalId,
    customer: ticket.customer && { ...ticket.customer, externalId: `${system}/${ticket.customer.id}` },
    ticket: {
      kind: ticket.kind,
      ...(ticket.subject && { subject: ticket.subject }),
      priority: ticket.priority,
      queueKey: (ticket.queue && here.queues.get(ticket.queue.toLowerCase())) ?? null,
      category: ticket.category,
      service: ticket.service,
    },
  };
  const told = ticket.events.flatMap((event, index): InboundEventInput[] => {
    const to = event.kind === "assignment" ? personId(event.data.to) : event.data.to;
    // Somebody who does not work here cannot be assigned.
    if (event.kind === "assignment" && event.data.to && !to) return [];
    return [
      {
        ...common,
        // Events of one instant are ordered by this id, so it is padded.
        externalId: `${ticketExternalId}/${String(index).padStart(4, "0")}`,
        kind: event.kind,
        at: event.at,
        actorKind: event.by.kind,
        actorId: (event.by.kind === "analyst" && personId(event.by.id ?? event.by.name)) || event.by.id,
        actorName: event.by.name,
        body: event.text,
        data: { ...event.data, ...(to !== undefined && { to }) },
      },
    ];
  });
  const last = told.at(-1);
  if (!last) return [];
  const moved = (kind: "assignment" | "status_change", to: string): InboundEventInput => ({
    ...common,
    externalId: `${ticketExternalId}/~${kind}`,
    kind,
    at: last.at,
    actorKind: "system",
    actorName: "Import",
    data: { to },
  });
  const assigneeId = told.some(({ kind }) => kind === "assignment") ? null : personId(ticket.assignee);
  const status = statusAfter(told);
  return [
    ...told,
    ...(assigneeId ? [moved("assignment", assigneeId)] : []),
    ...(status === ticket.status || ticket.status === "new" ? [] : [moved("status_change", ticket.status)]),
  ];
}

function statusAfter(events: readonly InboundEventInput[]): TicketStatus | null {
  const folded = events.map(({ kind, at, body = "", data = {}, source, externalId }, index) => ({
    id: index + 1,
    kind,
    at,
    body,
    data,
    source,
    externalId,
  }));
  return foldTimeline(usualTerms, folded)?.state.status ?? null;
}
