/** The list of tickets: its views, orders and rows, the counts beside it, and who is on a ticket now. */
import { z } from "zod";
import { idInAddress } from "#lib/platform/in-address";
import { priorities } from "#lib/sla/model";
import { Ticket, ticketStatuses } from "#lib/tickets/model";
import { activities } from "#lib/tickets/rules";

/** Views of the inbox; each is one index walked backwards in time. */
export const inboxViews = [
  "all",
  "active",
  "mine",
  "unassigned",
  "proposed",
  "waiting",
  "closed",
  "undelivered",
] as const;
export type InboxView = (typeof inboxViews)[number];

/** Orders of a list: what happened last, what has been open longest, what is due next. */
export const inboxSorts = ["activity", "age", "sla"] as const;
export type InboxSort = (typeof inboxSorts)[number];

export const InboxFilter = z.object({
  view: z.enum(inboxViews).default("active"),
  sort: z.enum(inboxSorts).default("activity"),
  queueId: idInAddress.optional(),
  priority: z.enum(priorities).optional(),
  assigneeId: z.string().max(64).optional(),
  /** Only these of the tickets that fit; how a list that is shown takes in what changed. */
  ids: z.array(z.number().int()).max(200).optional(),
  /** `#1042` finds that ticket; words are looked for in the subject and the customer's name, the last one as a prefix. */
  search: z.string().trim().max(200).optional(),
});
export type InboxFilter = z.infer<typeof InboxFilter>;
export type InboxFilterInput = z.input<typeof InboxFilter>;

/** Views whose tickets are all still worked on: these can be sorted by age and by what is due. */
export function isSortable(view: InboxView): boolean {
  return (
    view === "active" || view === "mine" || view === "unassigned" || view === "proposed" || view === "waiting"
  );
}

/** The order a list really has: what is finished is due at no time. */
export function sortOf({ view, sort }: Pick<InboxFilter, "view" | "sort">): InboxSort {
  return isSortable(view) ? sort : "activity";
}

/** One line of the list. */
export const InboxRow = Ticket.pick({
  id: true,
  kind: true,
  subject: true,
  snippet: true,
  status: true,
  priority: true,
  queueId: true,
  assigneeId: true,
  agentState: true,
  version: true,
  openedAt: true,
  lastEventAt: true,
  lastCustomerAt: true,
  dueAt: true,
  dueReason: true,
}).extend({
  customerName: z.string().nullable(),
  company: z.string().nullable(),
  queueName: z.string().nullable(),
  assigneeName: z.string().nullable(),
  /** The share of its time that a clock has told of, in percent. */
  warned: z.number(),
  /** Whoever promised something here has been reminded of it, and it is still owed. */
  isReminded: z.boolean(),
  /** The newest open proposal: its kind (see suggestionKinds), confidence in [0, 1], and what of its step its card is called by. */
  proposal: z
    .object({
      kind: z.string(),
      confidence: z.number(),
      moveTo: z.enum(ticketStatuses).nullish(),
      byHand: z.boolean().nullish(),
    })
    .nullable(),
});
export type InboxRow = z.infer<typeof InboxRow>;

/** `next` continues the list; null at its end. */
export const InboxPage = z.object({ rows: z.array(InboxRow), next: z.string().nullable() });
export type InboxPage = z.infer<typeof InboxPage>;

/** Badge counts of active tickets; `queues` by queue id, `mine` of the person who asks; `undelivered` counts replies. */
export const BadgeCounts = z.object({
  active: z.number(),
  proposed: z.number(),
  unassigned: z.number(),
  waiting: z.number(),
  mine: z.number(),
  undelivered: z.number(),
  queues: z.record(z.string(), z.number()),
});
export type BadgeCounts = z.infer<typeof BadgeCounts>;

/** Somebody who is on a ticket now. */
export const Presence = z.object({
  ticketId: z.number(),
  userId: z.string(),
  userName: z.string(),
  doing: z.enum(activities),
  seenAt: z.coerce.date(),
});
export type Presence = z.infer<typeof Presence>;

/** How long a sign of presence counts, in seconds. */
export const presenceSeconds = 30;
