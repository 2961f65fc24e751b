/** An imported ticket as the events its history consists of. Pure. */
import { usualTerms } from "#lib/sla/rules";
import { contentOf, type InboundContent } from "#lib/tickets/event";
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
  const told = ticket.events.flatMap((event, index) => {
    const known = withPerson(event, personId);
    // Somebody who does not work here cannot be assigned.
    if (!known) return [];
    return [
      {
        ...common,
        // Events of one instant are ordered by this id, so it is padded.
        externalId: `${ticketExternalId}/${String(index).padStart(4, "0")}`,
        ...contentOf(known),
        at: event.at,
        actorKind: event.by.kind,
        actorId: (event.by.kind === "analyst" && personId(event.by.id ?? event.by.name)) || event.by.id,
        actorName: event.by.name,
        body: event.text,
      },
    ];
  });
  const last = told.at(-1);
  if (!last) return [];
  const moved = (move: InboundContent): InboundEventInput => ({
    ...common,
    ...move,
    externalId: `${ticketExternalId}/~${move.kind}`,
    at: last.at,
    actorKind: "system",
    actorName: "Import",
  });
  const assigneeId = told.some(({ kind }) => kind === "assignment") ? null : personId(ticket.assignee);
  const status = statusAfter(told);
  return [
    ...told,
    ...(assigneeId ? [moved({ kind: "assignment", data: { to: assigneeId } })] : []),
    ...(status === ticket.status || ticket.status === "new"
      ? []
      : [moved({ kind: "status_change", data: { to: ticket.status } })]),
  ];
}

/** An assignment with the id the person has here; null where nobody has one. */
function withPerson(
  event: InboundContent,
  personId: (name: string | null) => string | null,
): InboundContent | null {
  if (event.kind !== "assignment" || event.data.to === null) return event;
  const to = personId(event.data.to);
  return to === null ? null : { kind: event.kind, data: { ...event.data, to } };
}

function statusAfter(events: readonly (InboundContent & { at: Date; body: string })[]): TicketStatus | null {
  const folded = events.map((event, index) => ({ ...event, id: index + 1 }));
  return foldTimeline(usualTerms, folded)?.state.status ?? null;
}
