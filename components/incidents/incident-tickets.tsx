/** The tickets of an incident: the one that carries its card, and those of customers. */
import Link from "next/link";
import type { IncidentTicket } from "#lib/incidents/model";
import { statusWords } from "../inbox/ticket-words";
import { Badge } from "../ui/badge";

export function IncidentTickets({ tickets }: { tickets: readonly IncidentTicket[] }) {
  if (tickets.length === 0) return <p className="text-ink-muted">No ticket belongs to this incident.</p>;
  return (
    <ul className="flex flex-col gap-1.5">
      {tickets.map(({ id, subject, status, customerName, isCarrier, proposal }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={`/tickets/${id}`} className="font-medium hover:underline">
            <span className="text-ink-faint tabular-nums">#{id}</span> <bdi>{subject}</bdi>
          </Link>
          <Badge>{statusWords[status]}</Badge>
          {proposal && <Badge tone="accent">Proposal</Badge>}
          <span className="text-ink-muted">
            {isCarrier ? "the incident’s own ticket" : <bdi>{customerName ?? "no customer"}</bdi>}
          </span>
        </li>
      ))}
    </ul>
  );
}
