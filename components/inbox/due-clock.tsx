/** When a ticket is due, counting down; overdue and soon are told by words and shape, not by colour alone. */
"use client";
import { AlarmClock } from "lucide-react";
import type { DueReason } from "#lib/tickets/model";
import { dueWords } from "#lib/tickets/rules";
import { useClockText } from "../ui/clock";
import { cn } from "../ui/cn";
import { exactWords, relativeWords } from "../ui/time-words";

const soonMs = 30 * 60_000;

type DueClockProps = {
  dueAt: Date | null;
  reason: DueReason | null;
  /** The share of its time that a clock of it has told of, in percent. */
  warned?: number;
  /** Somebody waits behind the ticket; an alert has nobody. */
  hasCustomer: boolean;
  className?: string;
};

export function DueClock({ dueAt, reason, warned = 0, hasCustomer, className }: DueClockProps) {
  const words = useClockText((now) => {
    if (!dueAt) return "";
    const left = dueAt.getTime() - now;
    const state = left < 0 ? "over" : left < soonMs || warned >= 80 ? "soon" : "later";
    return `${state} ${relativeWords(dueAt.getTime(), now, true)}`;
  });
  if (!dueAt) return null;
  const [state = "later", ...distance] = words.split(" ");
  return (
    <span
      className={cn(
        "inline-flex shrink-0 items-center gap-1 tabular-nums",
        state === "over" && "font-medium text-critical-ink",
        state === "soon" && "text-caution-ink",
        className,
      )}
      title={`Due ${exactWords(dueAt.getTime())}.${reason ? ` ${dueWords(reason, hasCustomer)}` : ""}${usedWords(warned)}`}
    >
      <AlarmClock aria-hidden className="size-3" />
      <span className="sr-only">{state === "over" ? "Overdue since" : "Due in"}</span>
      {distance.join(" ")}
      {state === "over" && <span aria-hidden>overdue</span>}
    </span>
  );
}

function usedWords(warned: number): string {
  return warned > 0 && warned < 100 ? ` ${warned} % of the time is used.` : "";
}
