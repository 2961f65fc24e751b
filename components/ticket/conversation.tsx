/** Everything that happened on a ticket, oldest first; it opens at its end and stays there while things arrive. */
"use client";
import type { MessageReading } from "#lib/tickets/model";
import { ActionItem } from "../remediation/action-item";
import { cn } from "../ui/cn";
import { ErrorState } from "../ui/error-state";
import { ScrollRegion } from "../ui/scroll-region";
import { SkeletonText } from "../ui/skeleton";
import { AlertItem } from "./alert-item";
import { ChangeItem } from "./change-item";
import { MessageItem } from "./message-item";
import { ReplyWay } from "./reply-way";
import { useConversation } from "./ticket-query";
import { useTicketView } from "./ticket-view";
import { eventIdsOf, type TimelineItem, timelineItems } from "./timeline-items";
import { ToolItem } from "./tool-item";

export function Conversation({ ticketId }: { ticketId: number }) {
  const { data, error, refetch } = useConversation(ticketId);
  const { flashedEventId } = useTicketView();
  const ways = new Map(data?.deliveries.map((delivery) => [delivery.eventId, delivery]));
  const readings = new Map(data?.readings.map((reading) => [reading.eventId, reading]));
  return (
    // Reversed, so that the browser itself keeps the newest in sight when anything below or above grows.
    <ScrollRegion label="Messages" className="flex min-h-[40.5dvh] flex-1 flex-col-reverse">
      <div className="mb-auto px-2 py-3 phone:px-0 short:py-1">
        {error && !data && (
          <ErrorState title={error.message} onRetry={() => void refetch()} className="m-3">
            Messages are safe on the server.
          </ErrorState>
        )}
        {!data && !error && (
          <div className="px-4 py-2">
            <SkeletonText lines={6} label="Loading the conversation" />
          </div>
        )}
        <ol className="flex flex-col gap-1" aria-label="Conversation">
          {timelineItems(data?.events ?? []).map((item) => {
            const ids = eventIdsOf(item);
            const isFlashed = flashedEventId !== null && ids.includes(flashedEventId);
            return (
              <li
                key={item.key}
                data-events={ids.join(" ")}
                className={cn(
                  "rounded-md transition-shadow",
                  isFlashed && "shadow-[0_0_0_2px_var(--color-ring)]",
                )}
              >
                {render(item, readings)}
                <ReplyWay delivery={ways.get(ids[0] ?? 0)} isPending={isPendingReply(item)} />
              </li>
            );
          })}
        </ol>
      </div>
    </ScrollRegion>
  );
}

/** A reply that is shown before the server has numbered it. */
function isPendingReply(item: TimelineItem): boolean {
  return item.kind === "event" && item.event.kind === "analyst_reply" && item.event.id < 0;
}

function render(item: TimelineItem, readings: Readings) {
  if (item.kind === "day") return <DayLine at={item.at} />;
  if (item.kind === "tool")
    return item.call.data.actionRunId === undefined ? (
      <ToolItem {...item} />
    ) : (
      <ActionItem call={item.call} />
    );
  return renderEvent(item, readings);
}

type Readings = ReadonlyMap<number, MessageReading>;

function renderEvent(
  { event, isWithdrawn, earlier }: Extract<TimelineItem, { kind: "event" }>,
  readings: Readings,
) {
  switch (event.kind) {
    case "customer_message":
    case "analyst_reply":
    case "note":
      return (
        <MessageItem
          event={event}
          isWithdrawn={isWithdrawn}
          earlier={earlier}
          reading={readings.get(event.id)}
        />
      );
    case "alert_firing":
    case "alert_resolved":
      return <AlertItem event={event} earlier={earlier} />;
    case "tool_result":
      return <ToolItem call={event} result={event} isWithdrawn={isWithdrawn} />;
    case "status_change":
    case "assignment":
    case "triage_change":
    case "follow_up_due":
    case "handover":
    case "reply_withdrawn":
    case "message_deleted":
    case "origin_change":
    case "action_step":
      return <ChangeItem event={event} isWithdrawn={isWithdrawn} />;
  }
}

function DayLine({ at }: { at: Date }) {
  const words = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(
    at,
  );
  return (
    <p className="flex items-center gap-3 px-3 pt-3 pb-1 text-sm text-ink-faint">
      <span aria-hidden className="h-px flex-1 bg-line" />
      {words}
      <span aria-hidden className="h-px flex-1 bg-line" />
    </p>
  );
}
