/** An event of a scenario as the product takes it in: from outside, or done by an analyst at the desk. Pure. */
import { createHash } from "node:crypto";
import { alertOf as readAlert } from "#lib/connectors/alertmanager/driver";
import { alertEvent } from "#lib/incidents/speaking";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import type { TicketStatus } from "#lib/tickets/model";
import type { Scenario, ScenarioEvent } from "./model";

/** What the events of one scenario share. */
export type Story = {
  scenario: Scenario;
  source: string;
  ticketExternalId: string;
  customer: InboundEventInput["customer"];
};

export type Arrival =
  | { by: "connector"; events: InboundEventInput[] }
  | { by: "reply"; text: string }
  | { by: "status"; status: TicketStatus };

type Place = { index: number; at: Date; now: Date; story: Story };

/** How `event`, which happened at `at`, reaches the product at `now`. */
export function arrivalOf(event: ScenarioEvent, place: Place): Arrival {
  const { story, at, index } = place;
  const common = {
    source: story.source,
    externalId: `${story.ticketExternalId}/${index}`,
    ticketExternalId: story.ticketExternalId,
    at,
    ticket: story.scenario.ticket,
    customer: story.customer,
  };
  switch (event.kind) {
    case "customer_message":
      return fromOutside({
        ...common,
        kind: event.kind,
        actorKind: "customer",
        actorId: story.customer?.externalId ?? null,
        actorName: story.customer?.name ?? "Customer",
        body: event.text,
      });
    case "analyst_reply":
      if (event.by === "desk") return { by: "reply", text: event.text };
      return fromOutside({
        ...common,
        kind: event.kind,
        actorKind: "analyst",
        actorName: "Robin Elsewhere",
        body: event.text,
      });
    case "tool_result": {
      const { tool, arguments: given, result } = event;
      const callId = common.externalId;
      const call = { tool, arguments: given, callId };
      const asked = { ...common, externalId: `${callId}/call`, actorName: "Robin Elsewhere" };
      return fromOutside(
        { ...asked, kind: "tool_call", actorKind: "analyst", data: call },
        {
          ...common,
          kind: "tool_result",
          actorKind: "system",
          actorName: tool,
          data: { tool, callId, result },
        },
      );
    }
    case "alert_firing":
    case "alert_resolved":
      return fromOutside(alertOf(event, place));
    case "status_change":
      return { by: "status", status: event.status };
  }
}

function fromOutside(...events: InboundEventInput[]): Arrival {
  return { by: "connector", events };
}

type Alert = Extract<ScenarioEvent, { labels: unknown }>;

/** As Alertmanager would have told it, but on the scenario's own ticket. */
function alertOf(event: Alert, { index, at, now, story }: Place): InboundEventInput {
  const isFiring = event.kind === "alert_firing";
  const startsAt =
    event.startsAt === undefined ? at : new Date(at.getTime() + (event.startsAt - (event.at ?? 0)) * 1000);
  const alert = {
    status: isFiring ? "firing" : "resolved",
    labels: event.labels,
    annotations: event.annotations,
    startsAt: startsAt.toISOString(),
    endsAt: isFiring ? "0001-01-01T00:00:00Z" : at.toISOString(),
    fingerprint: createHash("sha256").update(JSON.stringify(event.labels)).digest("hex").slice(0, 16),
  };
  const read = readAlert(alert, { receivedAt: now }, null);
  if (!read) throw new RangeError(`Event ${index + 1} holds no alert.`);
  const start = read.startsAt.toISOString();
  const { externalId: _, ...told } = alertEvent(
    event.kind,
    { ...read, id: 0, flaws: read.flaws ?? [] },
    start,
    {
      incidentId: 0,
      ticket: { source: story.source, externalId: story.ticketExternalId },
      senderName: "Monitoring",
      queueKey: null,
      now,
    },
  );
  const { priority } = story.scenario.ticket;
  return {
    ...told,
    externalId: `${read.fingerprint}/${start}/${read.state}`,
    customer: story.customer,
    ticket: { ...told.ticket, ...(priority && { priority }), kind: "alert" },
  };
}
