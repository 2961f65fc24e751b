/** What stands beside a ticket, over it where there is no room beside. */
"use client";
import { Sheet, SheetContent } from "../ui/sheet";
import { SidePanel } from "./side-panel";
import { useTicketView } from "./ticket-view";

export function SideSheet({ ticketId }: { ticketId: number }) {
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
