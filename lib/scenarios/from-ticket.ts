/** Makes a scenario of a real ticket: "this should never happen again", without the names it was about. */

import { authorise, type Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { isKeptFromTraining } from "#lib/platform/unlearning";
import { redactForGood } from "#lib/privacy/redact";
import { activeEvents } from "#lib/tickets/active-events";
import type { TimelineEvent } from "#lib/tickets/event";
import { withFiles } from "#lib/tickets/message/heard";
import { customerById, ticketById, timeline } from "#lib/tickets/queries";
import { resultsByCall } from "#lib/tickets/rules";
import { Scenario, type ScenarioEvent } from "./model";
import { shownOn } from "./queries";

/** A card's text as a pattern says little after this many characters. */
const longestPattern = 80;

/**
 * The ticket's conversation so far as a scenario in which the card that stands now, or stood last, must not come
 * again; a person mends what is expected before it is saved. Private data of its texts is replaced. Needs `policy.manage`.
 */
export async function scenarioOf(ctx: Ctx, ticketId: number): Promise<Scenario> {
  authorise(ctx, "policy.manage");
  const ticket = await ticketById(ctx, ticketId);
  if (await isKeptFromTraining(ctx, ticketId))
    throw new AppError(
      "unprocessable",
      "This ticket is for the members of its queue; scenarios are seen by all.",
    );
  const [events, shown, customer] = await Promise.all([
    timeline(ctx, ticketId),
    shownOn(ctx, ticketId),
    ticket.customerId === null ? null : customerById(ctx, ticket.customerId),
  ]);
  const names = [customer?.name, customer?.company, customer?.email].filter((name) => name != null);
  const hide = (text: string) => redactForGood(text, { names });
  const card = shown.cards.findLast(({ isOpen }) => isOpen) ?? shown.cards.at(-1);
  const unwanted = card && {
    kind: card.kind,
    ...(card.tool ? { tool: card.tool } : { text: literal(hide(card.text).slice(0, longestPattern)) }),
  };
  return Scenario.parse({
    id: `ticket-${ticketId}`,
    about: `From ticket #${ticketId}: ${hide(ticket.subject)}`.slice(0, 500),
    ticket: { subject: hide(ticket.subject), kind: ticket.kind, priority: ticket.priority },
    ...(customer && { customer: { name: "Alex Example" } }),
    events: toldEvents(events, hide),
    expect: unwanted ? { no_card: [unwanted] } : { shows: true },
  });
}

function toldEvents(events: readonly TimelineEvent[], hide: (text: string) => string): ScenarioEvent[] {
  const active = activeEvents(events);
  const end = active.at(-1)?.at.getTime() ?? 0;
  const results = resultsByCall(active);
  const calls = active.filter((event) => event.kind === "tool_call");
  const callOf = new Map([...results].map(([callId, result]) => [result.id, callId]));
  return active.flatMap((event): ScenarioEvent[] => {
    const at = Math.round((event.at.getTime() - end) / 1000);
    const text = hide(withFiles(event));
    switch (event.kind) {
      case "customer_message":
        return [{ kind: event.kind, text, at }];
      case "analyst_reply":
        return [{ kind: event.kind, text, at, by: "desk" }];
      case "tool_result": {
        const { tool, result } = event.data;
        const call = calls.find(({ id }) => id === callOf.get(event.id));
        return [{ kind: event.kind, tool, arguments: call?.data.arguments ?? {}, result, at }];
      }
      case "alert_firing":
      case "alert_resolved": {
        const { labels = {}, annotations = {} } = event.data;
        return [{ kind: event.kind, labels, annotations, at }];
      }
      case "status_change":
        return event.data.to ? [{ kind: event.kind, status: event.data.to, at }] : [];
      default:
        return [];
    }
  });
}

/** The text itself as a regular expression. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replaceAll("\\-", "-");
}
