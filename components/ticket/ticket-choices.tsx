/** What the menus of an opened ticket offer: priorities, queues, people, and until when it may rest. */
"use client";
import { AlarmClock, AlarmClockOff, MessageSquare } from "lucide-react";
import { useRef, useState } from "react";
import { roleMay } from "#lib/platform/rules";
import { priorities } from "#lib/sla/model";
import type { Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { priorityWords } from "../inbox/ticket-words";
import {
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from "../ui/dropdown-menu";
import { snoozeMoments } from "./snooze-moments";
import type { SeenTicket, useTicketChange } from "./use-ticket-change";

/** Each remembers the ticket it was opened on: what somebody else changes meanwhile is not passed over. */
type ChoicesProps = { ticket: Ticket; change: ReturnType<typeof useTicketChange> };

export function PriorityChoices({ ticket, change }: ChoicesProps) {
  const [seen] = useState(ticket);
  return (
    <Choices
      label="Priority"
      value={ticket.priority}
      options={priorities.toReversed().map((value) => ({ value, words: priorityWords[value] }))}
      onChoose={(next) => {
        const priority = priorities.find((known) => known === next);
        if (priority) void change.setPriority(priority, seen);
      }}
    />
  );
}

export function QueueChoices({ ticket, change }: ChoicesProps) {
  const { queues } = useDesk();
  const [seen] = useState(ticket);
  return (
    <Choices
      label="Queue"
      value={String(ticket.queueId ?? "")}
      options={[
        ...queues.map(({ id, name }) => ({ value: String(id), words: name })),
        { value: "", words: "No queue" },
      ]}
      onChoose={(next) => void change.setQueue(next === "" ? null : Number(next), seen)}
    />
  );
}

export function AssigneeChoices({ ticket, change }: ChoicesProps) {
  const { people, me } = useDesk();
  const [seen] = useState(ticket);
  const others = people.filter(({ id, role }) => id !== me.id && roleMay(role, "ticket.write"));
  return (
    <Choices
      label="Assign to"
      value={ticket.assigneeId ?? ""}
      options={[
        { value: me.id, words: `${me.name} (you)` },
        ...others.map(({ id, name }) => ({ value: id, words: name })),
        { value: "", words: "Nobody" },
      ]}
      onChoose={(next) => void change.assignTo(next === "" ? null : next, seen)}
    />
  );
}

export function SnoozeChoices({ ticket, change, onFinished }: ChoicesProps & { onFinished: () => void }) {
  const [seen] = useState<SeenTicket>(() => ({ ticket, eventId: change.seen() }));
  const snooze = (until: Date | null) => {
    change.snooze(until, seen);
    onFinished();
  };
  return (
    <>
      <DropdownMenuLabel>Snooze</DropdownMenuLabel>
      {snoozeMoments.map(({ words, at }) => (
        <DropdownMenuItem key={words} icon={<AlarmClock />} onSelect={() => snooze(at(new Date()))}>
          {words}
        </DropdownMenuItem>
      ))}
      <DropdownMenuItem icon={<MessageSquare />} onSelect={() => snooze(null)}>
        Until somebody writes
      </DropdownMenuItem>
      {ticket.followUpReason === "scheduled" && (
        <>
          <DropdownMenuSeparator />
          <DropdownMenuItem icon={<AlarmClockOff />} onSelect={() => void change.clearFollowUp()}>
            No reminder
          </DropdownMenuItem>
        </>
      )}
    </>
  );
}

type ListedChoices = {
  label: string;
  value: string;
  options: readonly { value: string; words: string }[];
  onChoose: (value: string) => void;
};

/** The present one has the focus, so that the next key moves from there. */
function Choices({ label, value, options, onChoose }: ListedChoices) {
  const isFocused = useRef(false);
  return (
    <>
      <DropdownMenuLabel>{label}</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={value} onValueChange={onChoose}>
        {options.map(({ value: each, words }) => (
          <DropdownMenuRadioItem
            key={each}
            value={each}
            ref={(element) => {
              if (each !== value || isFocused.current || !element) return;
              isFocused.current = true;
              requestAnimationFrame(() => element.focus());
            }}
          >
            {words}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
