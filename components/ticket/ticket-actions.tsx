/** What can be done to an opened ticket, each by its key or from one menu: resolve, close, priority, queue, assignee, snooze. */
"use client";
import {
  AlarmClock,
  AlarmClockOff,
  CircleCheck,
  Ellipsis,
  Flag,
  Inbox,
  Lock,
  MessageSquare,
  UserRound,
  Wrench,
} from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { roleMay } from "#lib/platform/rules";
import { priorities } from "#lib/sla/model";
import { isActive, mayMove, type Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { priorityWords } from "../inbox/ticket-words";
import { ActionDialog } from "../remediation/action-dialog";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { focusTicket } from "./focus-ticket";
import { snoozeMoments } from "./snooze-moments";
import { useTicketChange } from "./use-ticket-change";

type Menu = "all" | "priority" | "queue" | "assignee" | "snooze";
type Change = ReturnType<typeof useTicketChange>;

/** `onFinished`: the ticket is no longer to be worked on, and the next one may be shown. */
export function TicketActions({ ticket, onFinished }: { ticket: Ticket; onFinished: () => void }) {
  const { me } = useDesk();
  const [menu, setMenu] = useState<Menu>();
  const [isActing, setActing] = useState(false);
  const change = useTicketChange(ticket.id);
  const mayWrite = roleMay(me.role, "ticket.write");
  const isOpen = mayWrite && isActive(ticket.status);
  const mayClose = mayWrite && mayMove(ticket.status, "closed");
  const finish = (to: "solved" | "closed") => {
    change.finish(to);
    onFinished();
  };
  useShortcut("ticket.resolve", () => finish("solved"), { enabled: isOpen });
  useShortcut("ticket.close", () => finish("closed"), { enabled: mayClose });
  useShortcut("ticket.priority", () => setMenu("priority"), { enabled: mayWrite });
  useShortcut("ticket.queue", () => setMenu("queue"), { enabled: mayWrite });
  useShortcut("ticket.assign", () => setMenu("assignee"), { enabled: mayWrite });
  useShortcut("ticket.snooze", () => setMenu("snooze"), { enabled: isOpen });
  if (!mayWrite) return null;
  return (
    <>
      {isActing && <ActionDialog ticketId={ticket.id} onClose={() => setActing(false)} />}
      <DropdownMenu
        open={menu !== undefined}
        onOpenChange={(isShown) => setMenu(isShown ? "all" : undefined)}
      >
        <DropdownMenuTrigger asChild>
          <IconButton label="Ticket actions" icon={<Ellipsis />} />
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="end"
          aria-label="Ticket actions"
          className="max-h-[70dvh] overflow-y-auto"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusTicket();
          }}
        >
          {menu === "priority" && <PriorityChoices ticket={ticket} change={change} />}
          {menu === "queue" && <QueueChoices ticket={ticket} change={change} />}
          {menu === "assignee" && <AssigneeChoices ticket={ticket} change={change} />}
          {menu === "snooze" && <SnoozeChoices ticket={ticket} change={change} onFinished={onFinished} />}
          {menu === "all" && (
            <>
              {isOpen && (
                <DropdownMenuItem
                  icon={<CircleCheck />}
                  keys={keysOf("ticket.resolve")}
                  onSelect={() => finish("solved")}
                >
                  Resolve
                </DropdownMenuItem>
              )}
              {mayClose && (
                <DropdownMenuItem
                  icon={<Lock />}
                  keys={keysOf("ticket.close")}
                  onSelect={() => finish("closed")}
                >
                  Close
                </DropdownMenuItem>
              )}
              <DropdownMenuSeparator />
              <Further icon={<Flag />} keys={keysOf("ticket.priority")} onOpen={() => setMenu("priority")}>
                Priority
              </Further>
              <Further icon={<Inbox />} keys={keysOf("ticket.queue")} onOpen={() => setMenu("queue")}>
                Queue
              </Further>
              <Further icon={<UserRound />} keys={keysOf("ticket.assign")} onOpen={() => setMenu("assignee")}>
                Assign
              </Further>
              {isOpen && (
                <Further
                  icon={<AlarmClock />}
                  keys={keysOf("ticket.snooze")}
                  onOpen={() => setMenu("snooze")}
                >
                  Snooze
                </Further>
              )}
              {isOpen && roleMay(me.role, "action.approve") && (
                <DropdownMenuItem icon={<Wrench />} onSelect={() => setActing(true)}>
                  Run an action
                </DropdownMenuItem>
              )}
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
    </>
  );
}

type FurtherProps = { icon: ReactNode; keys: string | undefined; onOpen: () => void; children: ReactNode };

/** An entry whose choices take the menu's place. */
function Further({ icon, keys, onOpen, children }: FurtherProps) {
  return (
    <DropdownMenuItem
      icon={icon}
      {...(keys && { keys })}
      onSelect={(event) => {
        event.preventDefault();
        onOpen();
      }}
    >
      {children}
    </DropdownMenuItem>
  );
}

type ChoicesProps = { ticket: Ticket; change: Change };

function PriorityChoices({ ticket, change }: ChoicesProps) {
  return (
    <Choices
      label="Priority"
      value={ticket.priority}
      options={priorities.toReversed().map((value) => ({ value, words: priorityWords[value] }))}
      onChoose={(next) => {
        const priority = priorities.find((known) => known === next);
        if (priority) void change.setPriority(priority);
      }}
    />
  );
}

function QueueChoices({ ticket, change }: ChoicesProps) {
  const { queues } = useDesk();
  return (
    <Choices
      label="Queue"
      value={String(ticket.queueId ?? "")}
      options={[
        ...queues.map(({ id, name }) => ({ value: String(id), words: name })),
        { value: "", words: "No queue" },
      ]}
      onChoose={(next) => void change.setQueue(next === "" ? null : Number(next))}
    />
  );
}

function AssigneeChoices({ ticket, change }: ChoicesProps) {
  const { people, me } = useDesk();
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
      onChoose={(next) => void change.assignTo(next === "" ? null : next)}
    />
  );
}

function SnoozeChoices({ ticket, change, onFinished }: ChoicesProps & { onFinished: () => void }) {
  const snooze = (until: Date | null) => {
    change.snooze(ticket, until);
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
