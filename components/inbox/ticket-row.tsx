/** One ticket in the list, on two lines: who and what; queue, number, due clock, who looks at it, what the agent did. */
"use client";
import { ChevronsUp, ChevronUp, PencilLine, Siren } from "lucide-react";
import { memo } from "react";
import type { InboxRow } from "#lib/inbox/model";
import { hasCustomer } from "#lib/tickets/rules";
import { useLiveDraft } from "../live/live-provider";
import { useColleagues } from "../live/presence";
import { presenceLabel } from "../live/presence-words";
import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { AgentChip } from "./agent-chip";
import { DueClock } from "./due-clock";

type TicketRowProps = {
  row: InboxRow;
  isActive: boolean;
  tabIndex: 0 | -1;
  onOpen: (ticketId: number) => void;
};

export const TicketRow = memo(function TicketRow({ row, isActive, tabIndex, onOpen }: TicketRowProps) {
  const draft = useLiveDraft(row.id);
  const waitsForUs = row.status === "new";
  return (
    <a
      href={`/tickets/${row.id}`}
      tabIndex={tabIndex}
      aria-current={isActive ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(row.id);
      }}
      className={cn(
        "flex h-full flex-col justify-center gap-1 border-b border-line pr-3 pl-4 -outline-offset-2 hover:bg-hover",
        isActive && "bg-selected shadow-[inset_2px_0_var(--color-accent)] hover:bg-selected",
      )}
    >
      <span className="flex items-baseline gap-2">
        <Urgency row={row} />
        <span className="flex min-w-0 flex-1 items-baseline gap-2" dir="auto">
          <span
            className={cn(
              "max-w-3/5 shrink-0 truncate text-ink",
              waitsForUs ? "font-semibold" : "font-medium",
            )}
          >
            {row.customerName ?? (row.kind === "alert" ? "Monitoring" : "Unknown customer")}
          </span>{" "}
          <span className="min-w-0 truncate text-ink-muted">{row.subject}</span>
        </span>
        <RelativeTime compact time={row.lastEventAt} className="shrink-0 text-sm text-ink-faint" />
      </span>
      <span className="@container flex h-5 items-center gap-2 text-sm text-ink-faint">
        {draft ? (
          <span className="min-w-0 flex-1 truncate text-accent-ink [direction:rtl]">
            <bdi dir="ltr">{draft.text.slice(-120).replaceAll("\n", " ")}</bdi>
          </span>
        ) : (
          <span className="flex min-w-0 flex-1 items-center gap-2">
            <span className="truncate">{row.queueName ?? "No queue"}</span>
            <span className="shrink-0 tabular-nums @max-2xs:hidden">#{row.id}</span>
            <DueClock
              dueAt={row.dueAt}
              reason={row.dueReason}
              warned={row.warned}
              isReminded={row.isReminded}
              hasCustomer={hasCustomer(row)}
            />
          </span>
        )}
        <Viewers ticketId={row.id} />
        {row.assigneeName && <Avatar name={row.assigneeName} size="sm" className="size-4 text-[0.5rem]" />}
        <AgentChip row={row} isDrafting={draft !== undefined} />
      </span>
    </a>
  );
});

function Urgency({ row }: { row: InboxRow }) {
  if (row.kind === "alert")
    return (
      <>
        <Siren aria-hidden className="size-3.5 shrink-0 self-center text-critical-ink" />
        <span className="sr-only">Alert</span>
      </>
    );
  if (row.priority !== "urgent" && row.priority !== "high") return null;
  const Icon = row.priority === "urgent" ? ChevronsUp : ChevronUp;
  const words = row.priority === "urgent" ? "Urgent" : "High priority";
  return (
    <span title={words} className="shrink-0 self-center">
      <Icon
        aria-hidden
        className={cn("size-3.5", row.priority === "urgent" ? "text-critical-ink" : "text-caution-ink")}
      />
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** Colleagues who are on the ticket now; a pencil while somebody types. */
function Viewers({ ticketId }: { ticketId: number }) {
  const colleagues = useColleagues(ticketId);
  const [first, ...others] = colleagues;
  if (!first) return null;
  const isTyping = colleagues.some(({ doing }) => doing !== "looking");
  const words = colleagues.map(presenceLabel).join(", ");
  return (
    <span className="inline-flex shrink-0 items-center gap-1" title={words}>
      {isTyping && <PencilLine aria-hidden className="size-3 text-accent-ink" />}
      <Avatar
        name={first.userName}
        size="sm"
        decorative
        className="size-4 text-[0.5rem] ring-1 ring-accent"
      />
      {others.length > 0 && <span className="tabular-nums">+{others.length}</span>}
      <span className="sr-only">{words}</span>
    </span>
  );
}
