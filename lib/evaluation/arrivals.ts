/** Turns a recorded dialogue into the inbound events a connector would send. */
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { Origin } from "./origin";
import type { DialogueEvent } from "./star";
import type { ReplayStep, Tick } from "./wall-clock";

/** Connector name of replayed tickets. */
export const source = "replay";

/** Dialogues of a file. With the first step their source also tells who works on the ticket, unless that is hidden. */
export function recordedOrigin({ withoutAssignee }: { withoutAssignee: boolean }): Origin {
  return {
    source,
    keyOf: eventKey,
    arrivalsOf: (step) => arrivalsOf(step, withoutAssignee),
    closeOf,
    analystOf: ({ of }) => {
      const { analyst } = of.dialogue;
      return { kind: "user", id: analyst, name: analyst, role: "analyst" };
    },
  };
}

/** The id a tick has outside; padded, because events of one instant are ordered by it. */
function eventKey({ of, place }: Tick): string {
  return `${of.number}/${String(place).padStart(4, "0")}`;
}

function arrivalsOf(step: ReplayStep, withoutAssignee: boolean): InboundEventInput[] {
  const first = arrivalOf(step);
  return step.place === 0 && !withoutAssignee ? [first, assignment(step)] : [first];
}

function closeOf(tick: Tick): InboundEventInput {
  return {
    ...shared(tick),
    kind: "status_change",
    actorKind: "customer",
    actorName: tick.of.dialogue.customer,
    data: { to: "closed" },
  };
}

function arrivalOf(step: ReplayStep): InboundEventInput {
  const { analyst, customer } = step.of.dialogue;
  // A recorded dialogue has nothing but events of its own.
  const event = step.event as DialogueEvent;
  const said = shared(step);
  const ofAnalyst = { actorKind: "analyst" as const, actorId: analyst, actorName: analyst };
  switch (event.kind) {
    case "customer_message":
      return { ...said, kind: event.kind, body: event.body, actorKind: "customer", actorName: customer };
    case "analyst_reply":
      return { ...said, ...ofAnalyst, kind: event.kind, body: event.body };
    case "tool_call":
      return {
        ...said,
        ...ofAnalyst,
        kind: event.kind,
        data: { tool: event.tool, arguments: event.arguments },
      };
    case "tool_result": {
      const data = { tool: event.tool, result: event.result };
      return { ...said, kind: event.kind, data, actorKind: "system", actorName: event.tool };
    }
  }
}

function assignment(step: ReplayStep): InboundEventInput {
  return {
    ...shared(step),
    externalId: `${eventKey(step)}/assigned`,
    kind: "assignment",
    actorKind: "system",
    actorName: source,
    data: { to: step.of.dialogue.analyst },
  };
}

function shared(tick: Tick) {
  const { customer } = tick.of.dialogue;
  return {
    source,
    externalId: eventKey(tick),
    ticketExternalId: String(tick.of.number),
    at: new Date(tick.at),
    customer: { externalId: customer, name: customer },
  };
}
