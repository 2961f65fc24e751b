/** The ticket of a page: the one card that waits on it, decided on as at the desk, and the way to its conversation. */
"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { ShowPresence } from "../live/presence";
import { ProposalDock } from "../proposal/proposal-dock";
import { UndoProvider } from "../proposal/undo";
import { SidePanel } from "../ticket/side-panel";
import { useConversation } from "../ticket/ticket-query";
import { TicketViewProvider, useTicketView } from "../ticket/ticket-view";
import { Section } from "../ui/section";
import { Sheet, SheetContent } from "../ui/sheet";

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
          <Sources ticketId={ticketId} />
        </TicketViewProvider>
      </UndoProvider>
    </Section>
  );
}

/** What a chip of the card points to, over the page. */
function Sources({ ticketId }: { ticketId: number }) {
  const { isSheetOpen, setSheetOpen } = useTicketView();
  return (
    <Sheet open={isSheetOpen} onOpenChange={setSheetOpen}>
      <SheetContent title={`Ticket #${ticketId}`} className="h-[85dvh]">
        <div className="-mx-4 -my-3 h-full">
          <SidePanel />
        </div>
      </SheetContent>
    </Sheet>
  );
}
