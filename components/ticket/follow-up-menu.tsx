/** When to come back to a ticket: a few good moments, or none. */
"use client";
import { AlarmClock, AlarmClockOff } from "lucide-react";
import { useState } from "react";
import type { Ticket } from "#lib/tickets/model";
import { DueClock } from "../inbox/due-clock";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { useTicketChange } from "./use-ticket-change";

/** Moments to choose from, given the present one. */
const moments = [
  { words: "In 1 hour", at: (now: Date) => new Date(now.getTime() + 3_600_000) },
  { words: "In 4 hours", at: (now: Date) => new Date(now.getTime() + 4 * 3_600_000) },
  { words: "Tomorrow at 9", at: (now: Date) => morning(now, 1) },
  { words: "In three days at 9", at: (now: Date) => morning(now, 3) },
  { words: "In a week at 9", at: (now: Date) => morning(now, 7) },
] as const;

export function FollowUpMenu({ ticket }: { ticket: Ticket }) {
  const [isOpen, setIsOpen] = useState(false);
  const { followUpAt, clearFollowUp } = useTicketChange(ticket.id);
  useShortcut("ticket.followUp", () => setIsOpen(true));
  return (
    <DropdownMenu open={isOpen} onOpenChange={setIsOpen}>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="sm" className="-mx-2" keys={keysOf("ticket.followUp")}>
          {ticket.dueAt ? <DueClock dueAt={ticket.dueAt} reason={ticket.dueReason} /> : "None"}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Follow up</DropdownMenuLabel>
        {moments.map(({ words, at }) => (
          <DropdownMenuItem
            key={words}
            icon={<AlarmClock />}
            onSelect={() => void followUpAt(at(new Date()))}
          >
            {words}
          </DropdownMenuItem>
        ))}
        {ticket.dueAt && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuItem icon={<AlarmClockOff />} onSelect={() => void clearFollowUp()}>
              No follow-up
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function morning(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
}
