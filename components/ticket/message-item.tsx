/** A message of the customer, a reply of the team, or a note only the team sees. */
"use client";
import { Bot, Lock, type LucideIcon, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { EventOf, TimelineEvent } from "#lib/tickets/event";
import type { AutomaticKind, MessageReading } from "#lib/tickets/model";
import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { AttachmentList } from "./attachment-list";
import { EventHistory } from "./event-history";
import { MessageText } from "./message-text";
import { PlainText } from "./plain-text";

/** What somebody wrote. */
type Written = EventOf<"customer_message" | "analyst_reply" | "note">;

type MessageItemProps = {
  event: Written;
  isWithdrawn: boolean;
  earlier: TimelineEvent[];
  /** Undefined where all of it is said, by a person. */
  reading: MessageReading | undefined;
};

export function MessageItem({ event, isWithdrawn, earlier, reading }: MessageItemProps) {
  if (isWithdrawn) return <WithdrawnItem event={event} />;
  if (reading?.automatic) return <AutomaticItem event={event} kind={reading.automatic} />;
  return <Message event={event} earlier={earlier} reading={reading} />;
}

const automaticWords: Record<AutomaticKind, string> = {
  absence: "Automatic reply",
  bounce: "Delivery failure",
  receipt: "Receipt",
  notice: "Automatic message",
};

/** Mail no person wrote, folded to a line. */
function AutomaticItem({ event, kind }: { event: Written; kind: AutomaticKind }) {
  return (
    <FoldedItem event={event} icon={Bot}>
      {automaticWords[kind]} from <bdi>{event.actorName || "the customer"}</bdi>
    </FoldedItem>
  );
}

/** A reply that was never sent, or a message deleted where it came from, folded to a line. */
function WithdrawnItem({ event }: { event: Written }) {
  // What a connector brought carries what it said of the ticket.
  const isOwn = event.kind === "analyst_reply" && event.data.opening === undefined;
  return (
    <FoldedItem event={event} icon={Undo2}>
      <bdi>{event.actorName}</bdi> {isOwn ? "withdrew a reply before it was sent" : "deleted a message"}
    </FoldedItem>
  );
}

type FoldedItemProps = { event: Written; icon: LucideIcon; children: ReactNode };

function FoldedItem({ event: { at, body, data }, icon: Icon, children }: FoldedItemProps) {
  return (
    <details className="px-3 text-sm text-ink-faint">
      <summary className="flex min-h-7 list-none items-center gap-3 rounded-sm hover:text-ink-muted [&::-webkit-details-marker]:hidden">
        <span className="flex w-6 shrink-0 justify-center">
          <Icon aria-hidden className="size-3.5" />
        </span>
        <span className="min-w-0 truncate">{children}</span>
        <span aria-hidden className="h-px min-w-4 flex-1 bg-line" />
        <RelativeTime clock="of day" time={at} className="shrink-0" />
      </summary>
      <div className="mt-1 ml-9 border-l-2 border-line pl-3">
        <PlainText text={body} className="max-w-[78ch] text-base" />
        <AttachmentList attachments={data.attachments} />
      </div>
    </details>
  );
}

function Message({ event, earlier, reading }: Omit<MessageItemProps, "isWithdrawn">) {
  const { kind, actorName, at, body, data } = event;
  const isNote = kind === "note";
  return (
    <div
      className={cn(
        "grid grid-cols-[1.5rem_1fr] gap-x-3 gap-y-0.5 rounded-md px-3 py-2",
        isNote && "bg-caution-soft",
        kind === "analyst_reply" && "bg-accent-soft/60",
      )}
    >
      <Avatar name={actorName || "Customer"} decorative />
      <p className="flex min-h-6 min-w-0 items-baseline gap-2 pt-0.5">
        <bdi className="truncate font-medium">{actorName || "Customer"}</bdi>
        {isNote && (
          <span className="inline-flex items-center gap-1 text-sm text-caution-ink">
            <Lock aria-hidden className="size-3 self-center" /> Note, team only
          </span>
        )}
        {event.kind === "analyst_reply" && event.data.suggestionId !== undefined && (
          <span className="text-sm text-ink-faint">drafted by the agent</span>
        )}
        <RelativeTime clock="of day" time={at} className="ml-auto shrink-0 text-sm text-ink-faint" />
      </p>
      <div className="col-start-2 min-w-0">
        <MessageText body={body} asides={reading?.asides ?? []} />
        <AttachmentList attachments={data.attachments} />
        <EventHistory event={event} earlier={earlier} />
      </div>
    </div>
  );
}
