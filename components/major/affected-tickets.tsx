/** Customers' tickets of an incident, and those that look alike: let them join, or say that they are about something else. */
"use client";
import Link from "next/link";
import type { Affected } from "#lib/major/model";
import { countWords } from "#lib/platform/count/rules";
import { useDesk } from "../inbox/desk-context";
import { statusWords } from "../inbox/ticket-words";
import { reasonWords } from "../incidents/incident-words";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { useAction } from "../use-action";

type AffectedTicketsProps = {
  incidentId: number;
  affected: readonly Affected[];
  isOver: boolean;
  mayManage: boolean;
};

export function AffectedTickets({ incidentId, affected, isOver, mayManage }: AffectedTicketsProps) {
  const { actions } = useDesk();
  const joining = useAction(`affected-tickets.joining.${incidentId}`, actions.joinIncident);
  const declining = useAction(`affected-tickets.declining.${incidentId}`, actions.declineTicket);
  const customers = new Set(affected.map(({ whose }) => whose)).size;
  return (
    <Section title={`${countWords(affected.length, "ticket")} from ${countWords(customers, "customer")}`}>
      <ul className="flex flex-col gap-2">
        {affected.map(({ ticketId, subject, status, state, reason, customerName, company }) => (
          <li key={ticketId} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link href={`/tickets/${ticketId}`} className="font-medium hover:underline">
              <span className="text-ink-faint tabular-nums">#{ticketId}</span> <bdi>{subject}</bdi>
            </Link>
            <Badge>{statusWords[status]}</Badge>
            <Badge tone={state === "joined" ? "positive" : "accent"}>
              {state === "joined" ? "Joined" : "Looks alike"}
            </Badge>
            <bdi className="text-ink-muted">{company ?? customerName ?? "no customer"}</bdi>
            <span className="text-ink-faint">{reasonWords(reason)}</span>
            {mayManage && !isOver && (
              <span className="flex gap-1">
                {state === "suggested" && (
                  <Button
                    size="sm"
                    aria-label={`Let ticket ${ticketId} join`}
                    busy={joining.busy}
                    onClick={() => joining.run({ incidentId, ticketId })}
                  >
                    Join
                  </Button>
                )}
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Ticket ${ticketId} is about something else`}
                  busy={declining.busy}
                  onClick={() => declining.run({ incidentId, ticketId })}
                >
                  Something else
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <Refusal>{joining.refusal ?? declining.refusal}</Refusal>
    </Section>
  );
}
