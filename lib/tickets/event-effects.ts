/** What each kind of event does to a ticket's fields. Pure. */
import { priorities } from "#lib/sla/model";
import type { PlacedEvent } from "./active-events";
import { type EventData, toldOf } from "./event";
import { isAutomatic, isThanks } from "./message/classify";
import { withFiles } from "./message/heard";
import { said } from "./message/parts";
import { excerptOf } from "./message/sentences";
import { isActive, type Ticket, type TicketStatus } from "./model";

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

/** What the fold reads of an event. */
export type FoldedEvent = PlacedEvent;

/** What only the whole timeline of an alert tells: whether one still fires, and whether a customer has written on it. */
export type Alerting = { isFiring: boolean; hasAsker: boolean };

/** Longest snippet and derived subject, in characters. */
const snippetLength = 160;

/** The ticket's fields after one more event; follow-up and what is due are for the fold. */
export function applied(before: TicketState, event: FoldedEvent, alerting: Alerting): TicketState {
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

/** The later of two instants, of which one may be missing. */
export function later(known: Date | null, at: Date): Date {
  return known && known > at ? known : at;
}

/** A ticket that an event opens. */
export function opened(event: FoldedEvent): TicketState {
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
