/** One opened ticket: head, conversation, proposal, composer. */
"use client";
import { useEffect, useRef, useState } from "react";
import type { InboxRow } from "#lib/inbox/model";
import { useLiveDraft } from "../live/live-provider";
import { ShowPresence } from "../live/presence";
import { ProposalDock } from "../proposal/proposal-dock";
import type { Decided } from "../proposal/use-decide";
import { focusPlaceOf } from "../shortcuts/liveness";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import { SideSheet } from "./side-sheet";
import { TicketHeader } from "./ticket-header";
import { useConversation, useProposals } from "./ticket-query";
import { useQuiet } from "./use-quiet";

type TicketPaneProps = {
  ticketId: number;
  /** The list's row, shown until the ticket itself has been loaded. */
  row?: InboxRow;
  onBack: () => void;
  onDecided: (decided: Decided) => void;
  onNext: () => void;
  /** The ticket was resolved, closed or put aside. */
  onFinished: () => void;
};

export function TicketPane({ ticketId, row, onBack, onDecided, onNext, onFinished }: TicketPaneProps) {
  const { data } = useConversation(ticketId);
  const proposals = useProposals(ticketId).data;
  const draft = useLiveDraft(ticketId);
  const region = useRef<HTMLElement>(null);
  const [isWriting, setIsWriting] = useState(false);
  // Until the proposals are here the row knows whether one waits, so that the composer does not shrink under the eye.
  const isWaiting = proposals
    ? proposals.suggestions.some(({ status, kind }) => status === "open" && kind !== "triage")
    : row?.agentState !== "none" && row?.agentState !== "abstained";

  const hasProposal = isWaiting || draft !== undefined;
  const isQuiet = useQuiet(hasProposal, proposals !== undefined);

  // Keys act on the ticket on the screen; moving along the list keeps the focus there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves with the ticket
  useEffect(() => {
    const isInList = document.activeElement?.closest("[data-row]");
    const { isTyping } = focusPlaceOf(document.activeElement);
    if (!isInList && !isTyping) region.current?.focus({ preventScroll: true });
  }, [ticketId]);

  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={`Ticket ${ticketId}`}
      data-ticket-pane={ticketId}
      className="flex h-full flex-col outline-none"
    >
      <TicketHeader
        ticketId={ticketId}
        ticket={data?.ticket ?? row}
        onBack={onBack}
        onFinished={onFinished}
      />
      <ShowPresence ticketId={ticketId}>
        <Conversation ticketId={ticketId} />
        <div className="group/foot flex min-h-0 flex-col">
          <ProposalDock
            ticketId={ticketId}
            ticket={data?.ticket}
            isExpected={row?.proposal != null && row.proposal.kind !== "triage"}
            onDecided={onDecided}
            onWriting={setIsWriting}
          />
          <Composer
            ticketId={ticketId}
            hasProposal={hasProposal}
            isQuiet={isQuiet}
            isAside={isWriting}
            onNext={onNext}
          />
        </div>
      </ShowPresence>
      <SideSheet ticketId={ticketId} />
    </section>
  );
}
