/** What can be done to an opened ticket, each by its key or from one menu: resolve, close, priority, queue, assignee, snooze. */
"use client";
import { AlarmClock, CircleCheck, Ellipsis, Flag, Inbox, Lock, UserRound, Wrench } from "lucide-react";
import { type ReactNode, useState } from "react";
import { roleMay } from "#lib/platform/rules";
import { isActive, mayMove, type Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { ActionDialog } from "../remediation/action-dialog";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { focusTicket } from "./focus-ticket";
import { AssigneeChoices, PriorityChoices, QueueChoices, SnoozeChoices } from "./ticket-choices";
import { useTicketChange } from "./use-ticket-change";

type Menu = "all" | "priority" | "queue" | "assignee" | "snooze";

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
