/** Schedules follow-ups: when a silent customer is reminded and a snoozed ticket returns. Pure; recomputed with every event. */
import type { Terms } from "#lib/sla/rules";
import { addWorkingTime, workingDay } from "#lib/sla/working-hours";
import type { EventContent } from "./event";
import { type FollowUpReason, isActive, type Ticket } from "./model";

/** A follow-up somebody, or the silence, asks for. */
export type FollowUp = { at: Date; reason: FollowUpReason };

/** What is read of a ticket and of an event. */
export type Followed = Pick<Ticket, "status" | "openedAt" | "lastCustomerAt">;
export type FollowedEvent = EventContent & {
  at: Date;
  /** Of a customer's message: mail no person wrote, mere thanks, or something that waits for an answer. */
  says?: "automatic" | "thanks" | "matter";
  /** Of a reply: it promises to come back, so that nobody waits for the customer. */
  isCommitment?: boolean;
};

type ReminderTerms = Pick<Terms, "hours" | "reminderDelay">;

/**
 * The follow-up after `event`, the newest of the ticket whose state is now `state`; `pending` is the one before. Null
 * when none is due. Changed hours count for what is set afterwards.
 */
export function nextFollowUp(
  terms: ReminderTerms,
  state: Followed,
  event: FollowedEvent,
  pending: FollowUp | null,
): FollowUp | null {
  if (!isActive(state.status)) return null;
  const silence = (reason: "reminder" | "close"): FollowUp => ({ at: remindAt(terms, event.at), reason });
  switch (event.kind) {
    case "customer_message":
      return event.says && event.says !== "matter" ? withoutReminder(pending) : null;
    case "alert_firing":
      return null;
    case "analyst_reply":
      // Whoever put the ticket aside and tells the customer so means the time they chose.
      if (state.status === "on_hold" && pending?.reason === "scheduled") return pending;
      if (state.status !== "waiting" || event.isCommitment) return null;
      // A customer who was reminded once is not reminded again.
      return silence(pending?.reason === "close" ? "close" : "reminder");
    case "status_change":
      if (pending?.reason === "scheduled") return pending;
      return state.status === "waiting" ? silence("reminder") : null;
    case "follow_up_due":
      return event.data.reason === pending?.reason ? nextAfter(terms, pending, state, event.at) : pending;
    case "reply_withdrawn":
      return state.status === "waiting" ? silence("reminder") : null;
    case "triage_change":
    case "alert_resolved":
    case "note":
    case "tool_call":
    case "tool_result":
    case "assignment":
    case "handover":
    case "message_deleted":
    case "origin_change":
    case "action_step":
      return pending;
  }
}

/** Who is away, or content, is not reminded. */
function withoutReminder(pending: FollowUp | null): FollowUp | null {
  return pending?.reason === "scheduled" ? pending : null;
}

/** The silence of so many working days, from an instant on. */
function remindAt({ hours, reminderDelay }: ReminderTerms, from: Date): Date {
  return addWorkingTime(hours, from, reminderDelay.days * workingDay);
}

/**
 * What comes after a follow-up nobody acted on: the reminder is followed by a proposal to close, which is repeated, each
 * time after the whole silence so far once more, so that a forgotten ticket costs less and less.
 */
function nextAfter(terms: ReminderTerms, fired: FollowUp | null, state: Followed, at: Date): FollowUp | null {
  if (!fired || fired.reason === "scheduled") return null;
  if (fired.reason === "reminder") return { at: remindAt(terms, at), reason: "close" };
  return { at: afterSilence(state, at), reason: fired.reason };
}

/** When something nobody acted on is said once more: after the whole silence so far again, a day at least. */
export function afterSilence(state: Pick<Ticket, "openedAt" | "lastCustomerAt">, at: Date): Date {
  const silence = at.getTime() - (state.lastCustomerAt ?? state.openedAt).getTime();
  return new Date(at.getTime() + Math.max(silence, workingDay));
}
