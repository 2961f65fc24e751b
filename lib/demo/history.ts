/** Turns a story ticket into the inbound events its history consists of: pure. */
import type { InboundContent } from "#lib/tickets/event";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { StoryCustomer, StoryEvent, StoryPerson, StoryTicket } from "./story/model";
import { leadKey } from "./story/people";
import { personId } from "./team";

/** The connector name the demo's tickets come from. */
export const demoSource = "demo";

type Cast = { customers: ReadonlyMap<string, StoryCustomer>; people: ReadonlyMap<string, StoryPerson> };
type Common = Pick<InboundEventInput, "source" | "ticketExternalId" | "ticket" | "customer">;

/**
 * Events of one ticket as they happened, its assignment and its status among them; times count back from `now`. Unless
 * it `isFiled` from the start, somebody has to find out where it belongs.
 */
export function historyOf(
  ticket: StoryTicket,
  cast: Cast,
  now: Date,
  { isFiled = true }: { isFiled?: boolean } = {},
): InboundEventInput[] {
  const opened = now.getTime() - ticket.openedMinutesAgo * 60_000;
  const at = (minutes: number) => new Date(Math.min(opened + minutes * 60_000, now.getTime() - 1000));
  const common: Common = {
    source: demoSource,
    ticketExternalId: ticket.key,
    customer: customerCard(ticket.customer, cast),
    ticket: {
      kind: ticket.customer === null ? "alert" : "request",
      subject: ticket.subject,
      priority: ticket.priority,
      ...(isFiled && { queueKey: ticket.queue, category: ticket.category, service: ticket.service }),
    },
  };
  const said = ticket.events.map((event, index) => ({
    ...common,
    ...wordsOf(event, ticket, cast),
    externalId: eventKey(ticket.key, index),
    at: at(event.after),
  }));
  const lastMinute = ticket.events.at(-1)?.after ?? 0;
  const assigned = ticket.assignee
    ? [
        moved(
          { kind: "assignment", data: { to: personId(ticket.assignee) } },
          at(Math.min(1, lastMinute)),
          "assigned",
        ),
      ]
    : [];
  const taken = ticket.events.flatMap(({ kind, after }) =>
    kind === "handover"
      ? [moved({ kind: "assignment", data: { to: personId(leadKey) } }, at(after + 0.5), "taken")]
      : [],
  );
  const ended = ticket.closed
    ? [moved({ kind: "status_change", data: { to: "closed" } }, at(ticket.resolutionMinutes), "closed")]
    : ticket.status === "new"
      ? []
      : [moved({ kind: "status_change", data: { to: ticket.status } }, at(lastMinute + 1), "status")];
  // Recorded in the order of time, as on a desk where all this happened.
  return [...said, ...assigned, ...taken, ...ended].sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  );

  function moved(move: InboundContent, when: Date, key: string): InboundEventInput {
    const externalId = `${ticket.key}/~${key}`;
    return {
      ...common,
      ...move,
      externalId,
      at: when,
      actorKind: "system",
      actorName: "Halden Cloud",
    };
  }
}

/** Which event of the story an inbound one tells; undefined for the ticket's moves. */
export function toldBy(ticket: StoryTicket, { externalId }: InboundEventInput): StoryEvent | undefined {
  return ticket.events.find((_, index) => eventKey(ticket.key, index) === externalId);
}

/** The customer card of an inbound event, or null for monitoring. */
export function customerCard(key: string | null, { customers }: Cast): InboundEventInput["customer"] {
  const found = key === null ? undefined : customers.get(key);
  if (!found) return null;
  const { name, email, company } = found;
  return { externalId: found.key, name, email, company };
}

/** Events of one instant are ordered by this id, so it is padded. */
function eventKey(ticketKey: string, index: number): string {
  return `${ticketKey}/${String(index).padStart(3, "0")}`;
}

function wordsOf(event: StoryEvent, ticket: StoryTicket, { customers, people }: Cast) {
  switch (event.kind) {
    case "customer_message": {
      const name = customers.get(ticket.customer ?? "")?.name ?? "Customer";
      return { kind: event.kind, body: event.body, actorKind: "customer" as const, actorName: name };
    }
    case "analyst_reply":
    case "note": {
      const key = event.by ?? ticket.assignee ?? "";
      const actor = { actorId: personId(key), actorName: people.get(key)?.name ?? "Support" };
      return { kind: event.kind, body: event.body, actorKind: "analyst" as const, ...actor };
    }
    case "handover": {
      const key = ticket.assignee ?? "";
      const actor = { actorId: personId(key), actorName: people.get(key)?.name ?? "Support" };
      const lead = people.get(leadKey)?.name ?? "the lead";
      const body = `Handed over to ${lead}. ${event.body}`;
      return { kind: "note" as const, body, actorKind: "analyst" as const, ...actor };
    }
    case "tool_call": {
      const actor = {
        actorId: personId(ticket.assignee ?? ""),
        actorName: people.get(ticket.assignee ?? "")?.name ?? "Support",
      };
      const data = { tool: event.tool, arguments: event.arguments, callId: `${ticket.key}/${event.after}` };
      return { kind: event.kind, data, actorKind: "analyst" as const, ...actor };
    }
    case "tool_result": {
      const data = { tool: event.tool, result: event.result, callId: `${ticket.key}/${event.after}` };
      return { kind: event.kind, data, actorKind: "system" as const, actorName: event.tool };
    }
    case "alert_firing":
    case "alert_resolved": {
      const { fingerprint, labels, annotations } = event;
      const data = { fingerprint, labels, annotations };
      return {
        kind: event.kind,
        body: event.body,
        data,
        actorKind: "monitor" as const,
        actorName: "Monitoring",
      };
    }
  }
}
