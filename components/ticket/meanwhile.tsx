/** What came while somebody wrote: one line at first; in full once they want to send in spite of it. */
"use client";
import { MessageSquareWarning } from "lucide-react";
import type { ReactNode } from "react";
import type { TimelineEvent } from "#lib/tickets/event";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { useTicketView } from "./ticket-view";

type MeanwhileProps = {
  unseen: readonly TimelineEvent[];
  /** It is asked whether to send all the same. */
  isAsking: boolean;
  /** What else is to be said in the line, or done from it. */
  children?: ReactNode;
};

/** More than these are left to the conversation. */
const mostShown = 3;

export function Meanwhile({ unseen, isAsking, children }: MeanwhileProps) {
  const { showEvent } = useTicketView();
  const newest = unseen.at(-1);
  if (!newest && !children) return null;
  return (
    <div
      role={isAsking ? "alert" : "status"}
      data-meanwhile
      className="flex flex-col gap-1 rounded-md bg-caution-soft px-3 py-1.5 text-caution-ink short:py-0.5"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <MessageSquareWarning aria-hidden className="size-4 shrink-0" />
        {newest && (
          <span className="min-w-0 flex-1 basis-48 font-medium short:line-clamp-1">
            {isAsking ? "This arrived while you were writing. Send anyway?" : lineWords(newest)}
          </span>
        )}
        {newest && !isAsking && (
          <Button size="sm" variant="ghost" onClick={() => showEvent(newest.id)}>
            Show it
          </Button>
        )}
        {children}
      </div>
      {isAsking && (
        <ul className="scroll-region flex max-h-[14vh] flex-col gap-1 text-ink short:max-h-5">
          {unseen.slice(-mostShown).map(({ id, kind, actorName, body, at }) => (
            <li key={id} className="line-clamp-3 short:line-clamp-1">
              <bdi className="font-medium">{actorName || "The customer"}</bdi> {unseenVerb(kind)}{" "}
              <RelativeTime clock="with day" time={at} className="text-sm text-ink-faint" />:{" "}
              <span dir="auto">{body}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function unseenVerb(kind: TimelineEvent["kind"]): string {
  switch (kind) {
    case "analyst_reply":
      return "replied";
    case "message_deleted":
      return "deleted a message";
    case "alert_firing":
      return "fired";
    case "alert_resolved":
      return "resolved";
    default:
      return "wrote";
  }
}

function lineWords({ kind, actorName }: TimelineEvent): string {
  if (kind === "analyst_reply") return `${actorName} replied – draft may be outdated, review`;
  if (kind === "customer_message") return "New message – draft may be outdated, review";
  return "The alert changed – draft may be outdated, review";
}
