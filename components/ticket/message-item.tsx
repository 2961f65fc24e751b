/** A message of the customer, a reply of the team, or a note only the team sees. */
"use client";
import { Lock, Undo2 } from "lucide-react";
import type { TimelineEvent } from "#lib/tickets/model";
import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { PlainText } from "./plain-text";

type MessageItemProps = { event: TimelineEvent; isWithdrawn: boolean };

export function MessageItem({ event, isWithdrawn }: MessageItemProps) {
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
        {data.suggestionId !== undefined && kind === "analyst_reply" && (
          <span className="text-sm text-ink-faint">drafted by the agent</span>
        )}
        {isWithdrawn && (
          <span className="inline-flex items-center gap-1 text-sm text-caution-ink">
            <Undo2 aria-hidden className="size-3 self-center" /> taken back before it was sent
          </span>
        )}
        <RelativeTime time={at} className="ml-auto shrink-0 text-sm text-ink-faint" />
      </p>
      <PlainText
        text={body}
        className={cn("col-start-2 max-w-[78ch] text-md", isWithdrawn && "text-ink-faint line-through")}
      />
    </div>
  );
}
