/** What the apprentice knows of a small team: the demo's closed tickets one after the other, each judged before it is learnt. */
import { propose } from "#lib/apprentice/engine";
import { type Case, type CaseEvent, likeliest } from "#lib/apprentice/model";
import { newApprentice } from "#lib/apprentice/state";
import { learnCase } from "#lib/apprentice/training";
import { mean, sameArgument, tokenF1 } from "#lib/evaluation/scorers";
import type { ClosedStoryTicket } from "./story/model";
import { story } from "./story/story";

/** One reply of an analyst and what was proposed for it. */
type Said = { afterResult: boolean; confidence: number; f1: number };

const MINUTE = 60_000;
const ALMOST = 0.8;

/** Shares and means over replies; `f1` is the token F1 of the reply that ranks first, `almost` the share of at least .8. */
export function replayStory(): Record<string, unknown> {
  const apprentice = newApprentice();
  const said: Said[] = [];
  const calls: { tool: boolean; exact: boolean }[] = [];
  for (const [number, ticket] of closedInOrder().entries()) {
    const of = toCase(ticket, number + 1);
    of.events.forEach((event, index) => {
      if (event.kind !== "analyst_reply" && event.kind !== "tool_call") return;
      const proposal = propose(apprentice, { ...of, events: of.events.slice(0, index) });
      if (event.kind === "tool_call") {
        const given = proposal.tool?.arguments ?? {};
        const tool = proposal.tool?.tool === event.tool;
        calls.push({ tool, exact: tool && sameArgument(given, event.arguments ?? {}) });
        return;
      }
      const { text, confidence } = likeliest(proposal);
      const f1 = tokenF1(text, event.body);
      const afterResult = of.events[index - 1]?.kind === "tool_result";
      said.push({ afterResult, confidence, f1 });
    });
    learnCase(apprentice, { ...of, closedAt: of.events.at(-1)?.at ?? 0, triage: {} });
  }
  const later = said.slice(said.length / 2);
  return {
    tickets: apprentice.closed,
    all: figures(said),
    later_half: figures(later),
    after_result: figures(said.filter((one) => one.afterResult)),
    after_result_later: figures(later.filter((one) => one.afterResult)),
    calls: {
      points: calls.length,
      tool: calls.filter((call) => call.tool).length,
      exact: calls.filter((call) => call.exact).length,
    },
  };
}

function figures(said: readonly Said[]) {
  return {
    points: said.length,
    f1: mean(said.map((one) => one.f1)),
    almost: mean(said.map((one) => Number(one.f1 >= ALMOST))),
    confidence: mean(said.map((one) => one.confidence)),
  };
}

function closedInOrder(): ClosedStoryTicket[] {
  const closedAgo = (ticket: ClosedStoryTicket) => ticket.openedMinutesAgo - ticket.resolutionMinutes;
  return story.tickets
    .flatMap((ticket) => (ticket.closed ? [ticket] : []))
    .sort((left, right) => closedAgo(right) - closedAgo(left));
}

function toCase(ticket: ClosedStoryTicket, ticketId: number): Case {
  const customer = story.customers.find((one) => one.key === ticket.customer);
  const events = ticket.events.map(
    (event, index): CaseEvent => ({
      id: ticketId * 100 + index,
      kind: event.kind,
      at: (event.after - ticket.openedMinutesAgo) * MINUTE,
      actorId: null,
      body: "body" in event ? event.body : "",
      ...("tool" in event ? { tool: event.tool } : {}),
      ...("arguments" in event ? { arguments: event.arguments } : {}),
      ...("result" in event ? { result: event.result } : {}),
    }),
  );
  return {
    ticketId,
    subject: ticket.subject,
    queue: ticket.queue ?? null,
    assigneeId: ticket.assignee ?? null,
    customer: customer ? { id: customer.key, name: customer.name, company: customer.company } : null,
    events,
  };
}

if (process.argv[1]?.endsWith("offline-story.ts")) console.log(JSON.stringify(replayStory(), null, 1));
