/** Turns a recorded dialogue into the inbound events a closed ticket's history consists of: pure. */
import type { InboundContent } from "#lib/tickets/event";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { Dialogue, DialogueEvent } from "./star";

/** The source imported dialogues carry. */
export const starSource = "star";

/** Events of one dialogue in order, the last one closing it; none for a dialogue in which nothing happened. */
export function historyOf({ id, analyst, customer, events, closedAt }: Dialogue): InboundEventInput[] {
  if (events.length === 0) return [];
  const common = {
    source: starSource,
    ticketExternalId: String(id),
    customer: { externalId: customer, name: pseudonym("Customer", customer) },
  };
  let calls = 0;
  const said = events.map((event, index) => {
    if (event.kind === "tool_call") calls += 1;
    return {
      ...common,
      ...happening(event, { analyst, customer, callId: `${id}/${calls}` }),
      // Events of one instant are ordered by this id, so it is padded.
      externalId: `${id}/${String(index).padStart(4, "0")}`,
      at: new Date(event.at),
    };
  });
  const closed = {
    ...common,
    kind: "status_change",
    externalId: `${id}/~closed`,
    at: new Date(closedAt),
    actorKind: "system",
    actorName: "Import",
    data: { to: "closed" },
  } as const;
  return [...said, closed];
}

function happening(
  event: DialogueEvent,
  { analyst, customer, callId }: { analyst: string; customer: string; callId: string },
): InboundContent & Pick<InboundEventInput, "actorKind" | "actorId" | "actorName" | "body"> {
  const byAnalyst = {
    actorKind: "analyst",
    actorId: analyst,
    actorName: pseudonym("Analyst", analyst),
  } as const;
  switch (event.kind) {
    case "customer_message": {
      const actorName = pseudonym("Customer", customer);
      return {
        kind: event.kind,
        actorKind: "customer",
        actorId: customer,
        actorName,
        body: event.body,
        data: {},
      };
    }
    case "analyst_reply":
      return { kind: event.kind, ...byAnalyst, body: event.body, data: {} };
    case "tool_call": {
      const { tool, arguments: given } = event;
      return { kind: event.kind, ...byAnalyst, data: { tool, callId, arguments: given } };
    }
    case "tool_result": {
      const { tool, result } = event;
      return { kind: event.kind, actorKind: "system", actorName: tool, data: { tool, callId, result } };
    }
  }
}

/** The recordings name people by long ids; the beginning tells them apart. */
function pseudonym(role: string, id: string): string {
  return `${role} ${id.slice(0, 6)}`;
}
