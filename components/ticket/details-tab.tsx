/** What is known of a ticket and around it: all of it read in one go, so that nothing comes late and moves what stands below. */
"use client";
import { useState } from "react";
import type { TicketDetail } from "#lib/tickets/detail";
import { isActive } from "#lib/tickets/model";
import { IncidentOfTicket } from "../incidents/incident-of-ticket";
import { useIncidentOf } from "../incidents/incident-query";
import { useMajorOf } from "../major/major-query";
import { MayBelong } from "../major/may-belong";
import { NextPersonWords } from "../oncall/next-person";
import { Summary } from "../questions/summary";
import { useSummary } from "../questions/summary-query";
import { Commitments } from "../sla/commitments";
import { ServiceLevel } from "../sla/service-level";
import { Section } from "../ui/section";
import { CustomerCard } from "./customer-card";
import { useCustomerLinks } from "./customer-query";
import { TicketFields } from "./ticket-fields";
import { useConversation } from "./ticket-query";

export function DetailsTab({ ticketId }: { ticketId: number }) {
  const { data } = useConversation(ticketId);
  const isRead = useRead(ticketId, data);
  if (!data) return null;
  return (
    <>
      <Section title="Ticket">
        <TicketFields ticket={data.ticket} />
      </Section>
      <Section title="Customer">
        <CustomerCard ticketId={ticketId} customer={data.customer} />
      </Section>
      {isRead && (
        <>
          {/* What comes and goes while a ticket is open, and what is pressed in it before what is only read. */}
          <MayBelong ticketId={ticketId} />
          <Commitments commitments={data.commitments} />
          <IncidentOfTicket ticketId={ticketId} />
          <Summary ticketId={ticketId} />
          <ServiceLevel clocks={data.clocks} />
          {data.ticket.assigneeId === null && isActive(data.ticket.status) && (
            <Section title="Goes on">
              <NextPersonWords ticketId={ticketId} />
            </Section>
          )}
        </>
      )}
    </>
  );
}

/** True once everything that decides what stands here was answered, or could not be; from then on it stays. */
function useRead(ticketId: number, detail: TicketDetail | undefined): boolean {
  const [read, setRead] = useState<number>();
  const reads = [useMajorOf(ticketId), useIncidentOf(ticketId), useSummary(ticketId)];
  const links = useCustomerLinks(ticketId, detail?.customer?.id);
  const isWhole = detail !== undefined && !(detail.customer && links.isPending);
  if (read !== ticketId && isWhole && reads.every(({ isPending }) => !isPending)) setRead(ticketId);
  return read === ticketId;
}
