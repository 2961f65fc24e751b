/** When a ticket is due, counting down; overdue and soon are told by words and shape, not by colour alone, and stay for as long as they hold. */
"use client";
import { AlarmClock, BellRing } from "lucide-react";
import type { DueReason } from "#lib/tickets/model";
import { dueWords } from "#lib/tickets/rules";
import { useClockText } from "../ui/clock";
import { cn } from "../ui/cn";
import { exactWords, relativeWords } from "../ui/time-words";

const soonMs = 30 * 60_000;
const leadWords = { over: "Overdue:", soon: "Due soon:", later: "Due:" } as const;

type DueClockProps = {
  dueAt: Date | null;
  reason: DueReason | null;
  /** The share of its time that a clock of it has told of, in percent. */
  warned?: number;
  /** Whoever promised something was reminded of it. */
  isReminded?: boolean;
  /** Somebody waits behind the ticket; an alert has nobody. */
  hasCustomer: boolean;
  className?: string;
};

export function DueClock(props: DueClockProps) {
  const { dueAt, reason, warned = 0, isReminded = false, hasCustomer, className } = props;
  const isTold = isReminded || warned >= 80;
  const distance = useClockText((now) => (dueAt ? relativeWords(dueAt.getTime(), now, true) : ""));
  const state = useClockText((now) => (dueAt ? dueState(dueAt.getTime() - now, isTold) : "later"));
  if (!dueAt) return null;
  const Icon = state === "soon" ? BellRing : AlarmClock;
  return (
    <span
      className={cn(
        "inline-flex shrink-0 items-center gap-1 tabular-nums",
        state === "over" && "font-medium text-critical-ink",
        state === "soon" && "text-caution-ink",
        className,
      )}
      title={`Due ${exactWords(dueAt.getTime())}.${reason ? ` ${dueWords(reason, hasCustomer)}` : ""}${usedWords(warned)}${isReminded ? " A reminder of a promised reply was given." : ""}`}
    >
      <Icon aria-hidden className="size-3" />
      <span className="sr-only">{leadWords[state]}</span>
      {distance}
      {state === "over" && <span aria-hidden>overdue</span>}
    </span>
  );
}

function dueState(left: number, isTold: boolean): keyof typeof leadWords {
  if (left < 0) return "over";
  return isTold || left < soonMs ? "soon" : "later";
}

function usedWords(warned: number): string {
  return warned > 0 && warned < 100 ? ` ${warned}% of the time is used.` : "";
}
