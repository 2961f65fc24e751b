/** The agent's state on a ticket as the list shows it: decided here and nowhere else. Pure. */
import { type EventContent, toldOf } from "./event";
import { awaitsRun } from "./message/classify";
import { type AgentState, isActive, type TicketStatus } from "./model";

/** Where nothing is proposed any more, by what came last: an agent run by its outcome, a decision, what overtook a proposal. */
const afterwards = {
  // A run whose proposal was overtaken by the conversation counts as an abstention.
  proposed: "abstained",
  abstained: "abstained",
  failed: "abstained",
  handed_over: "handed_over",
  investigating: "running",
  decided: "none",
  undone: "none",
  let_go: "none",
  outdated: "abstained",
  withdrawn: "none",
} as const satisfies Record<string, AgentState>;
export type AgentCause = keyof typeof afterwards;

/** The state after `cause`: what still waits for a decision is shown before anything else. */
export function stateAfter(cause: AgentCause, isOpen: boolean): AgentState {
  return isOpen ? "proposed" : afterwards[cause];
}

type Spoken = EventContent & { body: string };

/** The state of a ticket that begins with an event. */
export function stateAtOpening(event: Spoken): AgentState {
  return awaitsRun(event) ? "running" : "none";
}

/** The state of a ticket after events, of one that was shown as `before` once what they overtook was closed. */
export function stateAfterEvents(
  before: AgentState,
  { status, isAnswered }: { status: TicketStatus; isAnswered: boolean },
  events: readonly Spoken[],
): AgentState {
  if (!isActive(status)) return "none";
  if (events.some((event) => rerunBecauseOf(event) !== undefined)) return "running";
  if (before === "proposed") return before;
  const newest = events.findLast((event) => event.kind === "analyst_reply" || awaitsRun(event));
  if (!newest) return before;
  if (newest.kind !== "analyst_reply") return "running";
  if (isAnswered) return "none";
  return events.some(awaitsRun) ? "running" : before;
}

/** The event whose words, on which somebody may have built, this one changes, or says who spoke them; else nothing. */
export function rerunBecauseOf(event: Spoken): number | undefined {
  if (event.kind === "message_deleted") return event.data.withdraws;
  if (event.kind === "origin_change") return event.data.concerns;
  const { edits, seenAs } = toldOf(event);
  return seenAs === undefined && awaitsRun(event) ? edits : undefined;
}
