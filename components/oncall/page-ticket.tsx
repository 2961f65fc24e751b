/** The ticket of a page: the one card that waits on it, decided on as at the desk, and the way to its conversation. */
"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { ShowPresence } from "../live/presence";
import { ProposalDock } from "../proposal/proposal-dock";
import { UndoProvider } from "../proposal/undo";
import { SideSheet } from "../ticket/side-sheet";
import { useConversation } from "../ticket/ticket-query";
import { TicketViewProvider } from "../ticket/ticket-view";
import { Section } from "../ui/section";

export function PageTicket({ ticketId }: { ticketId: number }) {
  const router = useRouter();
  const { data } = useConversation(ticketId);
  return (
    <Section
      title={data ? <bdi>{data.ticket.subject}</bdi> : `Ticket ${ticketId}`}
      actions={
        <Link href={`/tickets/${ticketId}`} className="leading-7 underline">
          Open the conversation
        </Link>
      }
    >
      <UndoProvider onReturn={(id) => router.push(`/tickets/${id}`)}>
        <TicketViewProvider ticketId={ticketId}>
          <ShowPresence ticketId={ticketId}>
            <div className="-mx-3 phone:-mx-2">
              <ProposalDock
                ticketId={ticketId}
                ticket={data?.ticket}
                isExpected={false}
                onDecided={() => {}}
              />
            </div>
          </ShowPresence>
          <SideSheet ticketId={ticketId} />
        </TicketViewProvider>
      </UndoProvider>
    </Section>
  );
}
