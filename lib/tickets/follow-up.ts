/** When a ticket is due for the next follow-up: pure. The clock is set anew by every event and stops when the ticket is closed. */
import type { WorkHours } from "#lib/settings/model";
import { type DueReason, isActive, type Priority, type Ticket, type TimelineEvent } from "./model";
import { promisedBy } from "./promise";
import { addWorkingTime, hour, workingDay } from "./working-hours";

export type Due = { at: Date; reason: DueReason };

/** What the clock reads of a ticket and of an event. */
export type Clocked = Pick<Ticket, "kind" | "status" | "priority" | "openedAt" | "lastCustomerAt">;
export type ClockEvent = Pick<TimelineEvent, "kind" | "at" | "body" | "data"> & {
  /** Of a customer's message: mail no person wrote, mere thanks, or something that waits for an answer. */
  says?: "automatic" | "thanks" | "matter";
};

/** Working time until a customer's message must have an answer; urgent ones run round the clock. */
export const firstResponse: Record<Priority, number> = {
  urgent: hour / 2,
  high: 2 * hour,
  normal: workingDay,
  low: 2 * workingDay,
};

/** Working time a customer may take before being reminded, and again before closing is proposed. */
const patience = 2 * workingDay;

/**
 * The due time after `event`, the newest of the ticket whose state is now `state`; `standing` is the
 * one before, `isFiring` whether an alert of it still fires. Null when nothing is owed. Changed hours count for clocks
 * that are set afterwards.
 */
export function nextFollowUp(
  hours: WorkHours,
  state: Clocked,
  event: ClockEvent,
  standing: Due | null,
  isFiring = false,
): Due | null {
  if (!isActive(state.status)) return null;
  switch (event.kind) {
    case "customer_message":
      if (event.says && event.says !== "matter") return withoutReminder(standing);
      return standing?.reason === "answer" ? standing : answerDue(hours, state, event.at);
    case "alert_firing":
      return standing?.reason === "answer" ? standing : answerDue(hours, state, event.at);
    case "analyst_reply":
      return promiseDue(hours, event) ?? (state.status === "waiting" ? nudgeDue(hours, event.at) : null);
    case "status_change":
      return dueOnMove(hours, state, event, standing);
    case "triage_change":
      return standing?.reason === "answer" && event.data.field === "priority"
        ? answerDue(hours, state, state.lastCustomerAt ?? event.at)
        : standing;
    case "follow_up_due":
      return nextAfter(hours, standing, state, event.at);
    case "alert_resolved":
      // What fired has ended: nobody has to act on it by a time any more.
      return state.kind === "alert" && !isFiring && standing?.reason === "answer" ? null : standing;
    case "reply_withdrawn":
      return state.status === "waiting" ? nudgeDue(hours, event.at) : answerDue(hours, state, event.at);
    case "note":
    case "tool_call":
    case "tool_result":
    case "assignment":
    case "handover":
    case "message_deleted":
    case "origin_change":
    case "action_step":
      return standing;
  }
}

/** When a message of `from` must have its answer. */
export function answerDueAt(hours: WorkHours, priority: Priority, from: Date): Date {
  const span = firstResponse[priority];
  return priority === "urgent" ? new Date(from.getTime() + span) : addWorkingTime(hours, from, span);
}

/** Who is away, or content, is not reminded; what we owe we still owe. */
function withoutReminder(standing: Due | null): Due | null {
  return standing?.reason === "nudge" || standing?.reason === "close" ? null : standing;
}

function answerDue(hours: WorkHours, state: Clocked, from: Date): Due {
  return { at: answerDueAt(hours, state.priority, from), reason: "answer" };
}

function nudgeDue(hours: WorkHours, from: Date): Due {
  return { at: addWorkingTime(hours, from, patience), reason: "nudge" };
}

function promiseDue(hours: WorkHours, event: ClockEvent): Due | null {
  const at = promisedBy(hours, event.body, event.at);
  return at && { at, reason: "promise" };
}

function dueOnMove(hours: WorkHours, state: Clocked, event: ClockEvent, standing: Due | null): Due | null {
  if (standing?.reason === "promise" || standing?.reason === "scheduled") return standing;
  if (state.status === "waiting") return nudgeDue(hours, event.at);
  if (state.status === "on_hold") return null;
  return standing?.reason === "answer" ? standing : answerDue(hours, state, event.at);
}

/**
 * What comes after a due time nobody acted on: the reminder is followed by a proposal to close; a
 * warning is repeated, each time after the whole silence so far once more, so that a forgotten ticket
 * costs less and less.
 */
function nextAfter(hours: WorkHours, fired: Due | null, state: Clocked, at: Date): Due | null {
  if (!fired) return null;
  if (fired.reason === "scheduled") return answerDue(hours, state, at);
  if (fired.reason === "nudge") return { at: addWorkingTime(hours, at, patience), reason: "close" };
  const silence = at.getTime() - (state.lastCustomerAt ?? state.openedAt).getTime();
  return { at: new Date(at.getTime() + Math.max(silence, workingDay)), reason: fired.reason };
}
