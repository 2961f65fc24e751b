/** The nouns of a ticket: its status machine, its append-only timeline, the row a list shows. */

import { z } from "zod";
import { priorities } from "#lib/sla/model";

export const ticketStatuses = ["new", "open", "waiting", "on_hold", "solved", "closed"] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Statuses in which work is still owed; the inbox and the follow-up clock look at these only. */
export const activeStatuses = [
  "new",
  "open",
  "waiting",
  "on_hold",
] as const satisfies readonly TicketStatus[];

/** True while work is owed. */
export function isActive(status: TicketStatus): boolean {
  return (activeStatuses as readonly TicketStatus[]).includes(status);
}

/** From each status the statuses a ticket may move to. `closed → open` is a reopen. */
export const statusMoves = {
  new: ["open", "waiting", "on_hold", "solved", "closed"],
  open: ["waiting", "on_hold", "solved", "closed"],
  waiting: ["open", "on_hold", "solved", "closed"],
  on_hold: ["open", "waiting", "solved", "closed"],
  solved: ["open", "closed"],
  closed: ["open"],
} as const satisfies Record<TicketStatus, readonly TicketStatus[]>;

/** True when the status machine lets a ticket move `from → to`. */
export function mayMove(from: TicketStatus, to: TicketStatus): boolean {
  return (statusMoves[from] as readonly TicketStatus[]).includes(to);
}

export const ticketKinds = ["request", "alert"] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const eventKinds = [
  "customer_message",
  "analyst_reply",
  "note",
  "tool_call",
  "tool_result",
  "alert_firing",
  "alert_resolved",
  "status_change",
  "assignment",
  "triage_change",
  "follow_up_due",
  "handover",
  "reply_withdrawn",
  "message_deleted",
  "origin_change",
  "action_step",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Kinds that can make the agent look at the ticket: something arrived that nobody has answered. */
export const startingKinds = [
  "customer_message",
  "tool_result",
  "alert_firing",
  "alert_resolved",
  "follow_up_due",
  "message_deleted",
  "origin_change",
] as const satisfies readonly EventKind[];

/** True for a kind the agent is asked to look at. */
export function startsRun(kind: EventKind): boolean {
  return (startingKinds as readonly EventKind[]).includes(kind);
}

/** Kinds after which an answer that was begun before may be the wrong one. */
export const movingKinds = [
  "analyst_reply",
  "customer_message",
  "alert_firing",
  "alert_resolved",
  "message_deleted",
] as const satisfies readonly EventKind[];

/** True for a kind that moves the conversation on. */
export function isMoving(kind: EventKind): boolean {
  return (movingKinds as readonly EventKind[]).includes(kind);
}

export const actorKinds = ["customer", "analyst", "agent", "monitor", "system"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** Mail that no person wrote: an out-of-office note, a delivery that failed, a receipt, the message of some robot. */
export const automaticKinds = ["absence", "bounce", "receipt", "notice"] as const;
export type AutomaticKind = (typeof automaticKinds)[number];

export const Customer = z.object({
  id: z.number(),
  externalId: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  plan: z.string().nullable(),
  notes: z.string(),
});
export type Customer = z.infer<typeof Customer>;

/** What the agent last did about a ticket, as a chip in the list. */
export const agentStates = ["none", "running", "proposed", "abstained", "handed_over"] as const;
export type AgentState = (typeof agentStates)[number];

/** Follow-ups: a reminder to the customer, a proposal to close, and what an analyst asked for. */
export const followUpReasons = ["reminder", "close", "scheduled"] as const;
export type FollowUpReason = (typeof followUpReasons)[number];

/** Why a ticket is due: a clock of its policy, a commitment, or a follow-up. */
export const dueReasonKeys = ["answer", "resolution", "commitment", ...followUpReasons] as const;
export type DueReason = (typeof dueReasonKeys)[number];

/** What earlier releases called a reason: events are never rewritten, and people keep scenarios that name one. */
const formerDueReasons: Readonly<Record<string, DueReason>> = { nudge: "reminder", promise: "commitment" };

/** A reason by its name of today; everything else as it is. */
export function currentDueReason(reason: unknown): unknown {
  return typeof reason === "string" ? (formerDueReasons[reason] ?? reason) : reason;
}

export const Ticket = z.object({
  id: z.number(),
  source: z.string(),
  externalId: z.string().nullable(),
  kind: z.enum(ticketKinds),
  subject: z.string(),
  snippet: z.string(),
  status: z.enum(ticketStatuses),
  priority: z.enum(priorities),
  queueId: z.number().nullable(),
  category: z.string().nullable(),
  service: z.string().nullable(),
  assigneeId: z.string().nullable(),
  customerId: z.number().nullable(),
  agentState: z.enum(agentStates),
  version: z.number(),
  openedAt: z.coerce.date(),
  lastEventAt: z.coerce.date(),
  lastCustomerAt: z.coerce.date().nullable(),
  firstReplyAt: z.coerce.date().nullable(),
  solvedAt: z.coerce.date().nullable(),
  closedAt: z.coerce.date().nullable(),
  /** What is due first: of its clocks, its commitments and its follow-up. */
  dueAt: z.coerce.date().nullable(),
  dueReason: z.enum(dueReasonKeys).nullable().catch(null),
  followUpAt: z.coerce.date().nullable(),
  followUpReason: z.enum(followUpReasons).nullable().catch(null),
});
export type Ticket = z.infer<typeof Ticket>;

/**
 * The way of a reply out: `waiting` through its undo window, then `sending` until it is `sent` or has
 * `failed`; `recorded` when its ticket came by nothing that takes replies back.
 */
export const deliveryStatuses = ["waiting", "withdrawn", "recorded", "sending", "sent", "failed"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** What became of a reply, by the event it is on the timeline. */
export const ReplyDelivery = z.object({
  eventId: z.number(),
  status: z.enum(deliveryStatuses),
  /** Name of the connector that takes it; null when nothing does. */
  connector: z.string().nullable(),
  attempts: z.number(),
  lastError: z.string().nullable(),
  /** When it leaves, or is tried again. */
  dueAt: z.coerce.date(),
  sentAt: z.coerce.date().nullable(),
});
export type ReplyDelivery = z.infer<typeof ReplyDelivery>;

/** How a message is read: the stretches of its text that are quoted, signed or a footer, and whether no person wrote it. */
export const MessageReading = z.object({
  eventId: z.number(),
  asides: z.array(z.object({ start: z.number(), end: z.number() })),
  automatic: z.enum(automaticKinds).nullable(),
});
export type MessageReading = z.infer<typeof MessageReading>;

/** Fields triage fills in; the agent proposes them, an analyst sets them. */
export const TriageFields = z.object({
  queueId: z.number().int().nullable().optional(),
  category: z.string().max(80).nullable().optional(),
  service: z.string().max(80).nullable().optional(),
  priority: z.enum(priorities).optional(),
});
export type TriageFields = z.infer<typeof TriageFields>;
