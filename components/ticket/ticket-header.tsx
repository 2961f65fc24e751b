/** The head of an opened ticket: number, subject, who has it, who else looks at it. */
"use client";
import { ArrowLeft, PanelRight } from "lucide-react";
import type { InboxRow } from "#lib/inbox/model";
import { isolated } from "#lib/platform/direction/rules";
import { roleMay } from "#lib/platform/rules";
import type { Ticket } from "#lib/tickets/model";
import { hasCustomer } from "#lib/tickets/rules";
import { useDesk, usePersonName } from "../inbox/desk-context";
import { DueClock } from "../inbox/due-clock";
import { statusTones, statusWords } from "../inbox/ticket-words";
import { useColleagues } from "../live/presence";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { TicketActions } from "./ticket-actions";
import { useTicketView } from "./ticket-view";
import { useTicketChange } from "./use-ticket-change";

type TicketHeaderProps = {
  ticketId: number;
  /** The ticket, or the list's row of it until it has been loaded. */
  ticket: Ticket | InboxRow | undefined;
  onBack: () => void;
  /** The ticket was resolved, closed or put aside. */
  onFinished: () => void;
};

export function TicketHeader({ ticketId, ticket, onBack, onFinished }: TicketHeaderProps) {
  const { me } = useDesk();
  const personName = usePersonName();
  const { assignTo } = useTicketChange(ticketId);
  const { setSheetOpen } = useTicketView();
  const isMine = ticket?.assigneeId === me.id;
  const mayTake = roleMay(me.role, "ticket.write") && ticket !== undefined && !isMine;
  useShortcut("ticket.assignToMe", () => void assignTo(me.id), { enabled: mayTake });
  return (
    <header className="@container flex min-h-11 shrink-0 items-center gap-2 border-b border-line py-1.5 pr-3 pl-5 phone:pl-1">
      <IconButton label="Back to the list" icon={<ArrowLeft />} onClick={onBack} className="md:hidden" />
      <h1 className="flex min-w-0 flex-1 items-baseline gap-2 text-md">
        <bdi className="truncate">{ticket?.subject ?? "Ticket"}</bdi>
        <span className="shrink-0 font-normal text-ink-faint tabular-nums">#{ticketId}</span>
      </h1>
      <Colleagues ticketId={ticketId} />
      {ticket && (
        <>
          <DueClock
            dueAt={ticket.dueAt}
            reason={ticket.dueReason}
            hasCustomer={hasCustomer(ticket)}
            className="text-sm text-ink-muted phone:hidden"
          />
          <Badge tone={statusTones[ticket.status]} className="phone:hidden">
            {statusWords[ticket.status]}
          </Badge>
          {ticket.assigneeId ? (
            <Avatar name={personName(ticket.assigneeId)} className="phone:hidden" />
          ) : (
            mayTake && (
              <Button
                size="sm"
                variant="ghost"
                keys={keysOf("ticket.assignToMe")}
                onClick={() => void assignTo(me.id)}
                className="phone:hidden"
              >
                Assign to me
              </Button>
            )
          )}
        </>
      )}
      {ticket && "openedAt" in ticket && "source" in ticket && (
        <TicketActions ticket={ticket} onFinished={onFinished} />
      )}
      <IconButton
        label="Details"
        icon={<PanelRight />}
        onClick={() => setSheetOpen(true)}
        className="md:hidden"
      />
    </header>
  );
}

/** Says in words who else is here: two who answer at once is what this prevents. */
function Colleagues({ ticketId }: { ticketId: number }) {
  const colleagues = useColleagues(ticketId);
  const [first, ...others] = colleagues;
  if (!first) return null;
  // Who is about to answer is told on the proposal, where one would answer too.
  const words =
    others.length > 0
      ? `${isolated(first.userName)} and ${others.length} more here`
      : `${isolated(first.userName)} here`;
  return (
    <span
      title={words}
      className="flex min-w-0 items-center gap-1.5 text-sm text-accent-ink @max-xl:shrink-0"
      role="status"
    >
      <Avatar name={first.userName} size="sm" decorative className="ring-1 ring-accent" />
      {/* Where there is little room the subject has it. */}
      <span className="truncate @max-xl:sr-only">{words}</span>
    </span>
  );
}
