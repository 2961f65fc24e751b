/** Folds a timeline into the ticket's state. Pure, with the same result whatever order the events arrived in. */

import type { Clock } from "#lib/sla/model";
import type { Terms } from "#lib/sla/rules";
import { activeEvents, byOccurrence, isMoot } from "./active-events";
import { isResponse, stepClocks } from "./clocks";
import { commitmentsIn } from "./commitments/commitment-text";
import { type Alerting, applied, type FoldedEvent, later, opened, type TicketState } from "./event-effects";
import { type FollowUp, nextFollowUp } from "./follow-up";
import { isAutomatic, isThanks } from "./message/classify";
import type { DueReason } from "./model";

/** A ticket with its clocks: what its timeline adds up to. */
export type Folded<State extends TicketState = TicketState> = { state: State; clocks: Clock[] };

/** Something that is due. */
export type Due = { at: Date; reason: DueReason };

/** What a whole timeline adds up to, in the order in which its events take effect. Null for no events. */
export function foldTimeline(terms: Terms, events: readonly FoldedEvent[]): Folded | null {
  const active = activeEvents(events);
  // A ticket's fields come from its first event, even when that one was deleted.
  const [first] = events.toSorted(byOccurrence);
  let folded: Folded | null = first ? { state: opened(first), clocks: [] } : null;
  const firing = new Set<string | undefined>();
  let hasAsker = false;
  for (const event of active) {
    const moot = isMoot(active, event);
    if (event.kind === "alert_firing" && !moot) firing.add(event.data.fingerprint);
    if (event.kind === "alert_resolved") firing.delete(event.data.fingerprint);
    if (event.kind === "customer_message" && !isAutomatic(event)) hasAsker = true;
    const isFiring = firing.size > 0;
    folded = moot ? noticed(folded, event) : foldEvent(terms, folded, event, { isFiring, hasAsker });
  }
  return folded;
}

const untold: Alerting = { isFiring: false, hasAsker: false };

/** A ticket after one more event, which is the newest; null before its first. */
export function foldEvent(
  terms: Terms,
  folded: Folded | null,
  event: FoldedEvent,
  alerting: Alerting = untold,
): Folded {
  const { isFiring } = alerting;
  const before = folded?.state ?? opened(event);
  const says = meaningOf(event, before);
  const next = applied(before, event, alerting);
  const isCommitment =
    event.kind === "analyst_reply" && commitmentsIn(terms.hours, event.body, event.at).length > 0;
  const followUp = nextFollowUp(terms, next, { ...event, says, isCommitment }, pendingFollowUp(before));
  const isAsk = event.kind === "alert_firing" || (event.kind === "customer_message" && says === "matter");
  const clocks = stepClocks(terms, folded?.clocks ?? [], {
    before,
    after: next,
    event,
    isAsk,
    isFiring,
  });
  const after = { ...next, followUpAt: followUp?.at ?? null, followUpReason: followUp?.reason ?? null };
  return { state: withDue(after, clocks), clocks };
}

function meaningOf(event: FoldedEvent, before: TicketState): "automatic" | "thanks" | "matter" {
  if (event.kind === "customer_message" && isAutomatic(event)) return "automatic";
  return isThanks(event, before.snippet) ? "thanks" : "matter";
}

/** The follow-up a ticket carries. */
function pendingFollowUp({ followUpAt, followUpReason }: TicketState): FollowUp | null {
  return followUpAt && followUpReason ? { at: followUpAt, reason: followUpReason } : null;
}

/** The ticket with what is due first: of its clocks, of what was promised, and its follow-up. */
export function withDue<State extends TicketState>(
  state: State,
  clocks: readonly Clock[],
  commitments: readonly Date[] = [],
): State {
  const followUp = pendingFollowUp(state);
  const dues: Due[] = [
    ...clocks.flatMap((clock) =>
      clock.dueAt
        ? [{ at: clock.dueAt, reason: isResponse(clock) ? ("answer" as const) : ("resolution" as const) }]
        : [],
    ),
    ...commitments.map((at) => ({ at, reason: "commitment" as const })),
    ...(followUp ? [followUp] : []),
  ];
  const [first] = dues.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { ...state, dueAt: first?.at ?? null, dueReason: first?.reason ?? null };
}

/** An alert that had ended before anybody heard of it leaves a trace and asks for nothing. */
function noticed(folded: Folded | null, event: FoldedEvent): Folded {
  const { state, clocks } = folded ?? { state: opened(event), clocks: [] };
  return { state: { ...state, lastEventAt: later(state.lastEventAt, event.at) }, clocks };
}
