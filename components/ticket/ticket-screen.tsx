/** One ticket by its address, without the list. */
"use client";
import { useRouter } from "next/navigation";
import { UndoProvider } from "../proposal/undo";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Pane, PaneHandle, Panes } from "../ui/panes";
import { SidePanel } from "./side-panel";
import { TicketPane } from "./ticket-pane";
import { TicketViewProvider } from "./ticket-view";

export function TicketScreen({ ticketId }: { ticketId: number }) {
  const router = useRouter();
  const leave = () => router.push("/inbox");
  useShortcut("view.back", () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement) return focused.blur();
    leave();
  });
  return (
    <UndoProvider onReturn={(id) => router.replace(`/tickets/${id}`)}>
      <TicketViewProvider ticketId={ticketId}>
        <Panes id="ticket" shares={{ ticket: 70, side: 30 }}>
          <Pane id="ticket" showOnPhone minSize="360px">
            <TicketPane
              ticketId={ticketId}
              onBack={leave}
              onDecided={() => {}}
              onNext={leave}
              onFinished={leave}
            />
          </Pane>
          <PaneHandle label="Resize the side panel" />
          <Pane id="side" showOnPhone={false} minSize="230px" maxSize="45">
            <SidePanel />
          </Pane>
        </Panes>
      </TicketViewProvider>
    </UndoProvider>
  );
}
