/** What happened to the ticket itself, status, hands, triage, clock, as one hairline row. */
"use client";
import {
  ArrowRight,
  Bot,
  Flag,
  Hand,
  type LucideIcon,
  Tag,
  TimerReset,
  UserRound,
  Wrench,
} from "lucide-react";
import { isolated } from "#lib/platform/direction/rules";
import { priorities } from "#lib/sla/model";
import type { EventData, TimelineEvent } from "#lib/tickets/event";
import type { TicketStatus } from "#lib/tickets/model";
import { usePersonName, useQueueName } from "../inbox/desk-context";
import { priorityWords, statusWords } from "../inbox/ticket-words";
import { RelativeTime } from "../ui/relative-time";
import { assignmentWords } from "./assignment-words";
import { PlainText } from "./plain-text";

export function ChangeItem({ event, isWithdrawn }: { event: TimelineEvent; isWithdrawn: boolean }) {
  const changeOf = useChangeWords();
  const { icon: Icon, words, detail: said } = changeOf(event);
  // What was withdrawn leaves one line, not what it said.
  const detail = isWithdrawn ? undefined : said;
  return (
    <div className="px-3 py-1 text-sm text-ink-faint">
      <p className="flex min-h-5 items-start gap-3">
        <span className="flex h-5 w-6 shrink-0 items-center justify-center">
          <Icon aria-hidden className="size-3.5" />
        </span>
        <span className="min-w-0 shrink wrap-anywhere">
          {words}
          {isWithdrawn && ", undone"}
        </span>
        <span aria-hidden className="mt-2.5 h-px min-w-4 flex-1 bg-line" />
        <RelativeTime clock="of day" time={event.at} className="shrink-0" />
      </p>
      {detail && (
        <PlainText
          text={detail}
          className="mt-1 ml-9 max-w-[78ch] border-l-2 border-line pl-3 text-base text-ink-muted"
        />
      )}
    </div>
  );
}

type Change = { icon: LucideIcon; words: string; detail?: string };

function useChangeWords(): (event: TimelineEvent) => Change {
  const personName = usePersonName();
  const queueName = useQueueName();
  return (event) => {
    const { kind, actorName, actorKind, body } = event;
    const who = actorKind === "system" ? "Vigil" : isolated(actorName);
    switch (event.kind) {
      case "status_change":
        return {
          icon: ArrowRight,
          words: `${who} set the status to ${statusWord(event.data.to)}`,
          detail: body,
        };
      case "assignment": {
        const { from = null, to } = event.data;
        return {
          icon: UserRound,
          words: assignmentWords({ from, to }, { who, actorId: event.actorId }, personName),
        };
      }
      case "triage_change": {
        const { field, to } = event.data;
        return {
          icon: field === "priority" ? Flag : Tag,
          words: `${who} set ${fieldWord(field)} to ${valueWord(field, to, queueName)}`,
        };
      }
      case "origin_change": {
        const { origin } = event.data;
        return { icon: origin === "person" ? UserRound : Bot, words: `${who} ${originWords(origin)}` };
      }
      case "follow_up_due":
        return { icon: TimerReset, words: body || "The follow-up is due" };
      case "action_step": {
        const [words = "", ...rest] = body.split(/(?<=\.)\s+/u);
        return { icon: Wrench, words: words.replace(/\.$/u, ""), detail: rest.join(" ") };
      }
      case "handover": {
        const { to } = event.data;
        return {
          icon: Hand,
          words: `${who} escalated this ticket${to ? ` to ${isolated(to)}` : ""}`,
          detail: body,
        };
      }
      default:
        return { icon: ArrowRight, words: body || kind.replaceAll("_", " ") };
    }
  };
}

function originWords(origin: EventData<"origin_change">["origin"]): string {
  if (!origin) return "took back who wrote a message";
  return origin === "person"
    ? "marked a message as written by a person"
    : "marked a message as automatic mail";
}

function statusWord(status: TicketStatus | null): string {
  return status ? statusWords[status].toLowerCase() : "unknown";
}

function fieldWord(field: string | undefined): string {
  return field === "queueId" ? "the queue" : `the ${field ?? "field"}`;
}

function valueWord(
  field: string | undefined,
  value: string | null | undefined,
  queueName: (id: number | null) => string,
) {
  if (field === "queueId") return queueName(value ? Number(value) : null);
  const priority = priorities.find((one) => field === "priority" && one === value);
  return priority ? priorityWords[priority].toLowerCase() : value || "none";
}
