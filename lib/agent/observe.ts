/** The first look: what the ticket says now, and whether there is anything to think about at all. */

import type { SilenceReason } from "#lib/policy/model";
import { isAutomatic, isThanks } from "#lib/tickets/message/standing";
import { activeStatuses, considerableKinds, type TimelineEvent } from "#lib/tickets/model";
import type { Case } from "./apprentice/model";
import { toCaseEvent } from "./apprentice/model";
import type { Observation } from "./model";

/**
 * The cheap gate: why the agent stays silent without reading or writing anything further, or null.
 * A human who answered first is never talked over; of several new messages only the last is considered.
 */
export function silentAtOnce(seen: Observation): SilenceReason | null {
  if (!(activeStatuses as readonly string[]).includes(seen.ticket.status)) return "not_active";
  const later = seen.timeline.filter(({ id }) => id > seen.event.id);
  if (later.some(({ kind }) => kind === "analyst_reply")) return "analyst_active";
  if (later.some(({ kind }) => (considerableKinds as readonly string[]).includes(kind))) return "superseded";
  if (isAutomatic(seen.event)) return "no_question";
  if (seen.event.kind === "tool_result" && isAnswered(seen)) return "analyst_active";
  return null;
}

/** The ticket in the apprentice's terms. */
export function caseOf(seen: Observation): Case {
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

/** The customer only thanks, or says that all is well, and nothing he said before waits for an answer. */
export function isEnd(seen: Observation): boolean {
  const { event, timeline } = seen;
  if (event.kind !== "customer_message") return false;
  const said = timeline.findLast(({ kind }) => kind === "analyst_reply")?.body ?? "";
  return [...unanswered(seen), event].every((one) => isThanks(one, said));
}

/** What was said since the last reply, oldest first: what a draft has to answer. */
export function unanswered(seen: Observation): TimelineEvent[] {
  const lastReply = seen.timeline.findLastIndex(({ kind }) => kind === "analyst_reply");
  return seen.timeline
    .slice(lastReply + 1)
    .filter(
      ({ kind }) => kind === "customer_message" || kind === "alert_firing" || kind === "alert_resolved",
    );
}

/** True when nothing of the customer or of monitoring stands unanswered. */
function isAnswered(seen: Observation): boolean {
  return seen.timeline.some(({ kind }) => kind === "analyst_reply") && unanswered(seen).length === 0;
}

/** Whom a ticket is about, for keeping that from a model. */
export function namesOf({ customer }: Observation): string[] {
  return customer ? [customer.name, ...(customer.company ? [customer.company] : [])] : [];
}
