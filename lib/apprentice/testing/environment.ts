/** Made-up closed tickets for tests: somebody asks, a tool is called, what it found is told. */
import { propose } from "../engine";
import type { Case, CaseEvent, Proposal } from "../model";
import { type Apprentice, newApprentice } from "../state";
import { learnCase } from "../training";

export type Told = {
  result: Record<string, unknown> | null;
  reply: string;
  arguments?: Record<string, unknown>;
};

const TOOL = "look_up";
const HOUR = 3_600_000;
let lastId = 0;

/** An event of a made-up ticket. */
export function eventOf(kind: CaseEvent["kind"], more: Partial<CaseEvent> = {}): CaseEvent {
  lastId++;
  return { id: lastId, kind, at: lastId * 60_000, actorId: null, body: "", ...more };
}

/** A ticket of these events. */
export function ticketOf(ticketId: number, events: CaseEvent[], subject = ""): Case {
  return { ticketId, subject, queue: null, assigneeId: "ann", customer: null, events };
}

/** Learns a closed ticket: somebody asks, an analyst calls a tool and thanks. */
export function learnLookUp(
  apprentice: Apprentice,
  tool: string,
  given: Record<string, unknown>,
  ask: string,
  ticketId: number,
  customer: Case["customer"] = null,
): void {
  const events = [
    eventOf("customer_message", { body: ask }),
    eventOf("tool_call", { tool, arguments: given }),
    eventOf("tool_result", { tool, result: { ok: true } }),
    eventOf("analyst_reply", { body: "Thank you, it is on its way." }),
  ];
  learnCase(apprentice, { ...ticketOf(ticketId, events), customer, closedAt: ticketId * HOUR });
}

/** The beginning of a ticket on which a result has just come in. */
export function lookedUp(
  ticketId: number,
  { result, arguments: given = {} }: Omit<Told, "reply">,
  ask = "Please have a look.",
): Case {
  return ticketOf(ticketId, [
    eventOf("customer_message", { body: ask }),
    eventOf("tool_call", { tool: TOOL, arguments: given }),
    eventOf("tool_result", { tool: TOOL, result }),
  ]);
}

/** An apprentice that has learnt how these results were told, in this order. */
export function trainedToTell(told: readonly Told[]): Apprentice {
  const apprentice = newApprentice();
  for (const [index, one] of told.entries()) {
    const of = lookedUp(index + 1, one);
    const events = [...of.events, eventOf("analyst_reply", { body: one.reply })];
    learnCase(apprentice, { ...of, events, closedAt: (index + 1) * HOUR });
  }
  return apprentice;
}

/** What it would do about a new result. */
export function proposalFor(
  apprentice: Apprentice,
  result: Told["result"],
  given?: Record<string, unknown>,
): Proposal {
  return propose(apprentice, lookedUp(999, { result, ...(given && { arguments: given }) }));
}
