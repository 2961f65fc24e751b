/** What the agent reads: a ticket at one moment, past events and tickets it may cite, its saved states. */
import { eq, sql } from "drizzle-orm";
import { rowJson } from "#db/json";
import { learnedState } from "#db/schema/agent";
import { customer } from "#db/schema/customers";
import { queue } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { OpenIncident, openIncidentOf } from "#lib/incidents/open-for";
import { isInMajor } from "#lib/incidents/resting";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { restrictedElsewhere } from "#lib/platform/sight";
import type { SuggestionKind, SuggestionStatus } from "#lib/suggestions/model";
import { activeEvents, isWithdrawn } from "#lib/tickets/active-events";
import { asHeard } from "#lib/tickets/message/heard";
import { Customer, type EventKind, Ticket } from "#lib/tickets/model";
import { eventOfRow } from "#lib/tickets/stored-event";
import type { Observation } from "./model";
import { aboutOf, observed } from "./observe";

/** Newest events the agent reads of a ticket; an older beginning of a very long one is left out. */
const eventsRead = 400;

/** What an agent run begins with, beside the ticket itself. */
export type Observed = Observation & {
  hasRun: boolean;
  isWithdrawn: boolean;
  /** A draft was being written when an earlier run of this broke off. */
  hasLiveDraft: boolean;
  /** Somebody is asked to take the case, and nobody has answered that yet. */
  isHandOverOpen: boolean;
  /** Restricted queues of which nothing may be read here. */
  hiddenQueues: number[];
};

/**
 * The ticket as it stands now, seen because of `eventId`, and whether that event was considered already (a card that waits
 * for a better hour is not settled), or withdrawn. Throws `not_found`. One statement: every agent run begins with it.
 */
export async function observation(
  ctx: Ctx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
): Promise<Observed> {
  const [head] = await ctx.db.execute<ObservedRow>(sql`
    select ${ticketJson} as ticket, queue.key as "queueKey", assignee.name as "assigneeName",
      case when customer.id is not null then ${customerJson} end as customer,
      array_to_json(array(
        select ${eventJson} from ticket_event where ticket_id = ticket.id order by id desc limit ${eventsRead}
      )) as newest,
      array_to_json(array(
        select json_build_object('text', text, 'kind', kind, 'status', status, 'upTo', up_to_event_id)
        from suggestion where ticket_id = ticket.id order by id desc limit 100
      )) as proposed,
      exists (
        select from agent_run where event_id = ${eventId} and reason is distinct from 'attention'
      ) as "hasRun",
      exists (select from live_draft where ticket_id = ticket.id) as "hasLiveDraft",
      array_to_json(array(${restrictedElsewhere(sql`ticket.queue_id`)})) as "hiddenQueues",
      ${isInMajor} as "isInMajor", ${openIncidentOf(ctx.now())} as "openIncident"
    from ticket left join queue on queue.id = ticket.queue_id left join customer on customer.id = ticket.customer_id
      left join "user" assignee on assignee.id = ticket.assignee_id
    where ticket.id = ${ticketId}`);
  const events = (head?.newest ?? []).reverse().map((row) => eventOfRow(row));
  const timeline = asHeard(activeEvents(events));
  const trigger = timeline.find(({ id }) => id === eventId) ?? events.find(({ id }) => id === eventId);
  if (!head || !trigger)
    throw new AppError("not_found", `There is no event ${eventId} on ticket ${ticketId}.`);
  const { proposed, hasRun, hasLiveDraft, hiddenQueues } = head;
  // The person who had the ticket when it was closed may not know that it was reopened.
  const closedAt =
    timeline.findLast((event) => event.kind === "status_change" && isOver(event.data.to))?.id ?? 0;
  /** Somebody was asked to take the case, and that came to one of these ends. */
  const wasAsked = (ends: readonly SuggestionStatus[]) =>
    proposed.some(
      ({ kind, status, upTo }) => kind === "escalation" && upTo > closedAt && ends.includes(status),
    );
  const snapshot = {
    ticket: Ticket.parse(head.ticket),
    queueKey: head.queueKey,
    assigneeName: head.assigneeName,
    customer: head.customer && Customer.parse(head.customer),
    timeline,
    event: aboutOf(trigger, timeline),
    trigger: eventId,
    // A proposal nobody got to see through is not a repeat when it is made again.
    proposed: proposed
      .filter(({ status }) => status !== "open" && status !== "superseded")
      .map(({ text }) => text),
    isTriaged: proposed.some(({ kind }) => kind === "triage"),
    // Of a hand-over that was taken the timeline tells; where its draft was used instead, nothing was handed over.
    isHandedOver:
      timeline.some(({ kind, id }) => kind === "handover" && id > closedAt) ||
      wasAsked(["open", "rejected", "handed_over"]),
    isAnsweredInstead: wasAsked(["unused"]),
    isInMajor: head.isInMajor,
    openIncident: head.openIncident && OpenIncident.parse(head.openIncident),
    upTo: events.at(-1)?.id ?? eventId,
  };
  return {
    ...observed(snapshot),
    hasRun,
    isWithdrawn: isWithdrawn(events, eventId),
    hasLiveDraft,
    isHandOverOpen: proposed.some(({ kind, status }) => kind === "escalation" && status === "open"),
    hiddenQueues,
  };
}

const [ticketJson, customerJson, eventJson] = [ticket, customer, ticketEvent].map((table) => rowJson(table));

function isOver(status: unknown): boolean {
  return status === "solved" || status === "closed";
}

type ObservedRow = {
  ticket: unknown;
  queueKey: string | null;
  assigneeName: string | null;
  customer: object | null;
  newest: { kind: EventKind; data: unknown }[];
  proposed: { text: string; kind: SuggestionKind; status: SuggestionStatus; upTo: number }[];
  hasRun: boolean;
  hasLiveDraft: boolean;
  hiddenQueues: number[];
  isInMajor: boolean;
  openIncident: object | null;
};

/** The queues by the key that is learned. */
export async function queuesByKey(ctx: Ctx): Promise<Map<string, { id: number; name: string }>> {
  const rows = await ctx.db.select({ key: queue.key, id: queue.id, name: queue.name }).from(queue);
  return new Map(rows.map(({ key, ...named }) => [key, named]));
}

/** The saved state under `key`; null when there is none. */
export async function savedState(ctx: Ctx, key: string) {
  const [row] = await ctx.db.select().from(learnedState).where(eq(learnedState.key, key));
  return row ?? null;
}
