/** A small environment for tests of the agent: tickets arrive by the real commands, and ports run the agent on them. */

import type { SentAttachment } from "#lib/attachments/model";
import { investigator } from "#lib/investigation/investigator";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import type { ModelEndpoint } from "#lib/models/models";
import { noQueryEmbedding } from "#lib/models/query-embedding";
import type { Ctx } from "#lib/platform/context";
import { agentCtx, systemCtx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { defaultGateSettings } from "#lib/policy/gate/gate";
import { recordEvent } from "#lib/tickets/commands";
import { toolbox } from "#lib/tools/registry";
import type { Tool } from "#lib/tools/tool";
import { openApprentice } from "../apprentice-state";
import type { AgentPorts } from "../loop";
import { runWithModel } from "../model-turn";

export type Arrival = { ticketId: number; eventId: number; ticketExternalId: string };

type Message = {
  body: string;
  subject?: string;
  ticketExternalId?: string;
  priority?: "low" | "normal" | "high" | "urgent";
  name?: string;
  kind?:
    | "customer_message"
    | "analyst_reply"
    | "tool_call"
    | "tool_result"
    | "alert_firing"
    | "alert_resolved"
    | "status_change"
    | "assignment";
  data?: Record<string, unknown>;
  attachments?: SentAttachment[];
  at?: Date;
};

/** An event from outside; without a ticket's external id it opens one. */
export async function arrives(ctx: Ctx, message: Message): Promise<Arrival> {
  const {
    body,
    subject = "A question",
    name = "Mira Castellane",
    kind = "customer_message",
    data = {},
  } = message;
  const ticketExternalId = message.ticketExternalId ?? unique("ticket");
  const isAlert = kind.startsWith("alert");
  const isCustomer = kind === "customer_message";
  const { ticketId, eventId } = await recordEvent(systemCtx("test", ctx.db), {
    source: "test",
    externalId: unique("event"),
    ticketExternalId,
    kind,
    at: message.at ?? new Date(),
    actorKind: isCustomer ? "customer" : isAlert ? "monitor" : "analyst",
    actorName: isCustomer ? name : isAlert ? "Monitoring" : "Analyst Ann",
    body,
    data,
    attachments: message.attachments,
    customer: isAlert ? null : { externalId: name, name },
    ticket: {
      kind: isAlert ? "alert" : "request",
      subject,
      ...(message.priority && { priority: message.priority }),
    },
  });
  return { ticketId, eventId, ticketExternalId };
}

/** A ticket that was opened, answered and closed: what the apprentice learns from. */
export async function closedTicket(
  ctx: Ctx,
  { subject, turns }: { subject: string; turns: Omit<Message, "subject">[] },
) {
  let ticketExternalId: string | undefined;
  let ticketId = 0;
  for (const turn of turns) {
    const arrived = await arrives(ctx, { ...turn, subject, ...(ticketExternalId && { ticketExternalId }) });
    ({ ticketExternalId, ticketId } = arrived);
  }
  await arrives(ctx, {
    body: "",
    kind: "status_change",
    data: { to: "closed" },
    ...(ticketExternalId && { ticketExternalId }),
  });
  return ticketId;
}

/** Ports of a fresh worker; the apprentice has learned the training log so far. */
export async function testPorts(
  ctx: Ctx,
  { endpoint = null, tools = [] }: { endpoint?: ModelEndpoint | null; tools?: Tool[] } = {},
): Promise<AgentPorts> {
  return {
    apprentice: await openApprentice(systemCtx("learning", ctx.db)),
    tools: toolbox(tools),
    investigator,
    calls: modelCalls(usualLimits, { waits: [1, 1] }),
    embedQuery: noQueryEmbedding,
    endpoint: async () => endpoint,
    policy: async () => ({ gate: { ...defaultGateSettings, exploration: 0 } }),
  };
}

/** Considers an arrival as the agent, with the model's turn where there is one. */
export async function runsOn(ctx: Ctx, { ticketId, eventId }: Arrival, ports: AgentPorts): Promise<void> {
  await runWithModel(agentCtx(ctx.db), { ticketId, eventId }, ports);
}
