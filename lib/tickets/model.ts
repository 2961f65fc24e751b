/** The nouns of a ticket: its status machine, its append-only timeline, the row a list shows. */
import { z } from "zod";

export const ticketStatuses = ["new", "open", "waiting", "on_hold", "solved", "closed"] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** Statuses in which work is still owed; the inbox and the follow-up clock look at these only. */
export const activeStatuses = [
  "new",
  "open",
  "waiting",
  "on_hold",
] as const satisfies readonly TicketStatus[];

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

export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

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
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Kinds that can make the agent look at the ticket: something arrived that nobody has answered. */
export const considerableKinds = [
  "customer_message",
  "tool_result",
  "alert_firing",
  "alert_resolved",
  "follow_up_due",
] as const satisfies readonly EventKind[];

export const actorKinds = ["customer", "analyst", "agent", "monitor", "system"] as const;
export type ActorKind = (typeof actorKinds)[number];

/** What an event carries beside its text; which fields are set follows from the kind. */
export const EventData = z.object({
  tool: z.string().optional(),
  callId: z.string().optional(),
  arguments: z.record(z.string(), z.unknown()).optional(),
  result: z.record(z.string(), z.unknown()).nullable().optional(),
  fingerprint: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  from: z.string().nullable().optional(),
  to: z.string().nullable().optional(),
  field: z.string().optional(),
  suggestionId: z.number().optional(),
  reason: z.string().optional(),
  withdraws: z.number().optional(),
});
export type EventData = z.infer<typeof EventData>;

export const TimelineEvent = z.object({
  id: z.number(),
  ticketId: z.number(),
  kind: z.enum(eventKinds),
  at: z.coerce.date(),
  actorKind: z.enum(actorKinds),
  actorId: z.string().nullable(),
  actorName: z.string(),
  isPublic: z.boolean(),
  body: z.string(),
  data: EventData,
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

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
export const agentStates = ["none", "considering", "proposed", "silent", "handed_over"] as const;
export type AgentState = (typeof agentStates)[number];

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
  dueAt: z.coerce.date().nullable(),
  dueReason: z.string().nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** Fields triage fills in; the agent proposes them, an analyst sets them. */
export const TriageFields = z.object({
  queueId: z.number().nullable().optional(),
  category: z.string().max(80).nullable().optional(),
  service: z.string().max(80).nullable().optional(),
  priority: z.enum(priorities).optional(),
});
export type TriageFields = z.infer<typeof TriageFields>;
