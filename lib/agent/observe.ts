/** The first step of an agent run: reads the ticket as it stands, and decides whether there is anything to do at all. */

import type { Case } from "#lib/apprentice/model";
import { toCaseEvent } from "#lib/apprentice/model";
import { handOverFor } from "#lib/policy/hand-over";
import type { AbstainReason } from "#lib/policy/model";
import { isReopening, isResolved, openAsks } from "#lib/tickets/active-events";
import { type TimelineEvent, toldOf } from "#lib/tickets/event";
import { asksForRun, isAutomatic, isThanks } from "#lib/tickets/message/classify";
import { isHisTurn } from "#lib/tickets/message/closing";
import { splitSentences } from "#lib/tickets/message/sentences";
import { withoutSettled } from "#lib/tickets/message/settled";
import { isActive, startsRun } from "#lib/tickets/model";
import { isUnasked, resultsByCall } from "#lib/tickets/rules";
import type { Observation, Snapshot } from "./model";

/** A snapshot with what the steps of a run ask of it, worked out once. */
export function observed(snapshot: Snapshot): Observation {
  const active = { ...snapshot, timeline: withoutSettled(snapshot.timeline) };
  const unanswered = unansweredIn(active);
  return {
    ...snapshot,
    case: caseOf(active),
    names: namesOf(snapshot),
    unanswered,
    isEnd: isEnd(snapshot, unanswered),
    isUnaskedResult: isUnaskedResult(snapshot),
  };
}

/**
 * Abstains early: the reason to stop before anything further is read, or null.
 * A human who answered first is never talked over; of several new messages only the last is considered. Who ended himself what
 * nobody had answered is told nothing of it.
 */
export function abstainAtOnce(seen: Observation): AbstainReason | null {
  if (!isActive(seen.ticket.status)) return "not_active";
  const later = seen.timeline.filter(({ id }) => id > seen.trigger);
  if (openAsks(seen.timeline).length === 0 && later.some(isReply)) return "analyst_active";
  if (later.some((event) => startsRun(event.kind) && toldOf(event).seenAs === undefined)) return "superseded";
  if (isAutomatic(seen.event)) return "no_question";
  if (seen.isEnd && (isHisTurn(seen.event.body) || !seen.timeline.some(isReply))) return "no_question";
  if (isResolved(seen.timeline, seen.event)) return "resolved";
  if (seen.event.kind === "message_deleted" || seen.event.kind === "origin_change") return "no_question";
  if (seen.event.kind === "tool_result" && isAnswered(seen)) return "analyst_active";
  // A hand-over is not held back by the announcement of a major incident.
  if (seen.isInMajor && !asksForHuman(seen)) return "major_incident";
  return null;
}

/**
 * What an agent run is about. An event that asks for nothing itself, but may have changed what the others mean, has what
 * still waits for an answer looked at again.
 */
export function aboutOf(trigger: TimelineEvent, timeline: readonly TimelineEvent[]): TimelineEvent {
  const asksNothing =
    trigger.kind === "message_deleted" ||
    trigger.kind === "origin_change" ||
    trigger.kind === "alert_resolved" ||
    trigger.kind === "reply_withdrawn" ||
    isReopening(trigger) ||
    asksForRun(trigger) ||
    isResolved(timeline, trigger);
  return (asksNothing && openAsks(timeline).at(-1)) || trigger;
}

function caseOf(seen: Snapshot): Case {
  return {
    ticketId: seen.ticket.id,
    subject: seen.ticket.subject,
    queue: seen.queueKey,
    assigneeId: seen.ticket.assigneeId,
    assigneeName: seen.assigneeName,
    customer: seen.customer && {
      id: String(seen.customer.id),
      name: seen.customer.name,
      company: seen.customer.company,
    },
    events: seen.timeline.map(toCaseEvent),
  };
}

function isEnd({ event, timeline }: Snapshot, unanswered: readonly TimelineEvent[]): boolean {
  if (event.kind !== "customer_message") return false;
  const said = timeline.findLast(({ kind }) => kind === "analyst_reply")?.body ?? "";
  return [...unanswered, event].every((one) => isThanks(one, said));
}

function unansweredIn({ timeline, event }: Snapshot): TimelineEvent[] {
  const open = openAsks(timeline);
  return event.kind === "alert_resolved" ? [...open, event] : open;
}

function isUnaskedResult({ timeline, event }: Snapshot): boolean {
  const results = resultsByCall(timeline);
  const asked = timeline.find(({ id }) => results.get(id)?.id === event.id);
  return asked !== undefined && isUnasked(asked);
}

function asksForHuman({ unanswered }: Observation): boolean {
  return handOverFor(unanswered.flatMap(({ body }) => splitSentences(body))) !== null;
}

/** True when nothing of the customer or of monitoring stands unanswered. */
function isAnswered(seen: Observation): boolean {
  return seen.timeline.some(isReply) && seen.unanswered.length === 0;
}

function isReply({ kind }: TimelineEvent): boolean {
  return kind === "analyst_reply";
}

function namesOf({ customer }: Snapshot): string[] {
  return customer ? [customer.name, ...(customer.company ? [customer.company] : [])] : [];
}
