/** A monitoring alert that fires or has resolved, with its labels. */
"use client";
import { CircleCheck, Siren } from "lucide-react";
import type { EventOf, TimelineEvent } from "#lib/tickets/event";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { AttachmentList } from "./attachment-list";
import { EventHistory } from "./event-history";
import { PlainText } from "./plain-text";

type AlertItemProps = { event: EventOf<"alert_firing" | "alert_resolved">; earlier: TimelineEvent[] };

export function AlertItem({ event, earlier }: AlertItemProps) {
  const isFiring = event.kind === "alert_firing";
  // A resolved alert repeats the words and labels of the firing one.
  const labels = isFiring ? Object.entries(event.data.labels ?? {}) : [];
  const text = isFiring ? event.body : (event.body.split("\n", 1)[0] ?? "");
  const Icon = isFiring ? Siren : CircleCheck;
  return (
    <div
      className={cn(
        "grid grid-cols-[1.5rem_1fr] gap-x-3 rounded-md px-3 py-2",
        isFiring ? "bg-critical-soft" : "bg-positive-soft",
      )}
    >
      <Icon
        aria-hidden
        className={cn(
          "mt-1 size-4 justify-self-center",
          isFiring ? "text-critical-ink" : "text-positive-ink",
        )}
      />
      <p className="flex min-h-6 items-baseline gap-2 pt-0.5">
        <span className={cn("font-medium", isFiring ? "text-critical-ink" : "text-positive-ink")}>
          {isFiring ? "Firing" : "Resolved"}
        </span>
        <bdi className="truncate text-ink-muted">{event.actorName}</bdi>
        <RelativeTime clock="of day" time={event.at} className="ml-auto shrink-0 text-sm text-ink-faint" />
      </p>
      <div className="col-start-2 min-w-0">
        <PlainText text={text} className="max-w-[78ch] text-md" />
        {labels.length > 0 && (
          <ul aria-label="Labels" className="mt-2 flex flex-wrap gap-1">
            {labels.map(([name, value]) => (
              <li key={name} className="max-w-full">
                <Badge outline className="font-mono text-xs">
                  {name}={value}
                </Badge>
              </li>
            ))}
          </ul>
        )}
        <AttachmentList attachments={event.data.attachments} />
        <EventHistory event={event} earlier={earlier} />
      </div>
    </div>
  );
}
