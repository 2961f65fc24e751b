/** Folds a timeline into the ticket's state. Pure, with the same result whatever order the events arrived in. */

import type { Clock } from "#lib/sla/model";
import { priorities } from "#lib/sla/model";
import type { Terms } from "#lib/sla/rules";
import { activeEvents, byOccurrence, isMoot, type PlacedEvent } from "./active-events";
import { isResponse, stepClocks } from "./clocks";
import { commitmentsIn } from "./commitments/commitment-text";
import { type EventData, toldOf } from "./event";
import { type FollowUp, nextFollowUp } from "./follow-up";
import { isAutomatic, isThanks } from "./message/classify";
import { withFiles } from "./message/heard";
import { said } from "./message/parts";
import { excerptOf } from "./message/sentences";
import { type DueReason, isActive, type Ticket, type TicketStatus } from "./model";

/** The columns of a ticket that follow from its timeline and from nothing else. */
export type TicketState = Pick<
  Ticket,
  | "kind"
  | "subject"
  | "snippet"
  | "status"
  | "priority"
  | "queueId"
  | "category"
  | "service"
  | "assigneeId"
  | "openedAt"
  | "lastEventAt"
  | "lastCustomerAt"
  | "firstReplyAt"
  | "solvedAt"
  | "closedAt"
  | "dueAt"
  | "dueReason"
  | "followUpAt"
  | "followUpReason"
>;

/** A ticket with its clocks: what its timeline adds up to. */
export type Folded<State extends TicketState = TicketState> = { state: State; clocks: Clock[] };

/** Something that is due. */
export type Due = { at: Date; reason: DueReason };

/** What the fold reads of an event. */
export type FoldedEvent = PlacedEvent;

/** Longest snippet and derived subject, in characters. */
const snippetLength = 160;

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

/** What only the whole timeline of an alert tells: whether one still fires, and whether a customer has written on it. */
type Alerting = { isFiring: boolean; hasAsker: boolean };
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

function applied(before: TicketState, event: FoldedEvent, alerting: Alerting): TicketState {
  const after: TicketState = {
    ...before,
    lastEventAt: later(before.lastEventAt, event.at),
    subject: before.subject || derivedSubject(event),
  };
  switch (event.kind) {
    case "customer_message":
      return heard(after, event);
    case "alert_firing":
      return {
        ...reopened(after),
        snippet: snippet(event.body),
        lastCustomerAt: later(before.lastCustomerAt, event.at),
      };
    case "analyst_reply":
      return {
        ...after,
        snippet: snippet(wordsOf(event)),
        status: after.status === "new" || after.status === "open" ? answered(after, alerting) : after.status,
        firstReplyAt: after.firstReplyAt ?? event.at,
      };
    case "alert_resolved":
      return { ...after, snippet: snippet(event.body) };
    case "status_change":
      return moved(after, event.data.to ?? after.status, event.at);
    case "assignment":
      return { ...after, assigneeId: event.data.to };
    case "triage_change":
      return triaged(after, event.data);
    case "follow_up_due":
      // A snoozed ticket returns.
      return event.data.reason === "scheduled" && after.status === "on_hold"
        ? moved(after, "open", event.at)
        : after;
    case "note":
    case "tool_call":
    case "tool_result":
    case "handover":
    case "reply_withdrawn":
    case "message_deleted":
    case "origin_change":
    case "action_step":
      return after;
  }
}

/** Mail that no person wrote changes nothing; thanks are shown, and open nothing again. */
function heard(state: TicketState, event: FoldedEvent): TicketState {
  if (isAutomatic(event)) return state;
  const lastCustomerAt = later(state.lastCustomerAt, event.at);
  const after = { ...state, snippet: snippet(wordsOf(event)), lastCustomerAt };
  return isThanks(event, state.snippet) ? after : reopened(after);
}

/** An alert that had ended before anybody heard of it leaves a trace and asks for nothing. */
function noticed(folded: Folded | null, event: FoldedEvent): Folded {
  const { state, clocks } = folded ?? { state: opened(event), clocks: [] };
  return { state: { ...state, lastEventAt: later(state.lastEventAt, event.at) }, clocks };
}

function later(known: Date | null, at: Date): Date {
  return known && known > at ? known : at;
}

function opened(event: FoldedEvent): TicketState {
  const { opening = {} } = toldOf(event);
  return {
    kind: opening.kind ?? "request",
    subject: opening.subject ?? "",
    snippet: "",
    status: "new",
    priority: opening.priority ?? "normal",
    queueId: opening.queueId ?? null,
    category: opening.category ?? null,
    service: opening.service ?? null,
    assigneeId: null,
    openedAt: event.at,
    lastEventAt: event.at,
    lastCustomerAt: null,
    firstReplyAt: null,
    solvedAt: null,
    closedAt: null,
    dueAt: null,
    dueReason: null,
    followUpAt: null,
    followUpReason: null,
  };
}

/** What an answer makes of a ticket: its customer is waited for, where there is one, and nothing fires that needs somebody. */
function answered({ kind }: TicketState, { isFiring, hasAsker }: Alerting): TicketStatus {
  return kind === "alert" && (isFiring || !hasAsker) ? "open" : "waiting";
}

/** Somebody needs attention again: whatever was parked or finished is open. A new ticket stays new. */
function reopened(state: TicketState): TicketState {
  return state.status === "new" ? state : moved(state, "open", state.lastEventAt);
}

function moved(state: TicketState, status: TicketStatus, at: Date): TicketState {
  return {
    ...state,
    status,
    solvedAt: isActive(status) ? null : (state.solvedAt ?? at),
    closedAt: status === "closed" ? (state.closedAt ?? at) : null,
  };
}

function triaged(state: TicketState, { field, to }: EventData<"triage_change">): TicketState {
  switch (field) {
    case "queueId":
      return { ...state, queueId: to === null ? null : Number(to) };
    case "category":
      return { ...state, category: to };
    case "service":
      return { ...state, service: to };
    case "priority":
      return { ...state, priority: priorities.find((one) => one === to) ?? state.priority };
  }
}

function derivedSubject(event: FoldedEvent): string {
  return event.kind === "customer_message" ? snippet(wordsOf(event).trim().split("\n", 1)[0] ?? "") : "";
}

/** What a message says; of one without words, which files it brings. */
function wordsOf(event: FoldedEvent): string {
  return /\S/.test(event.body) ? said(event.body) : withFiles({ ...event, body: "" });
}

function snippet(text: string): string {
  return excerptOf(text, snippetLength);
}
