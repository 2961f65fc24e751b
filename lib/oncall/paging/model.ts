/** The nouns of paging: what wakes somebody, a page and what happens to it, and the ways a person is reached. */
import { z } from "zod";

const id = z.number().int();

/** What may wake somebody. */
export const pageCauses = ["incident", "handover", "approval", "watch", "due_soon", "breach"] as const;
export type PageCause = (typeof pageCauses)[number];
export const urgencies = ["critical", "high", "normal"] as const;
export type Urgency = (typeof urgencies)[number];

/** Which chain a cause goes to: the first rule that fits counts. */
export const PageRule = z.object({
  cause: z.enum(pageCauses),
  /** Null: any queue. */
  queueId: id.nullable(),
  /** The least urgency; what is less urgent falls to the next rule. */
  atLeast: z.enum(urgencies),
  chainId: id,
});
export type PageRule = z.infer<typeof PageRule>;

export const mostBriefLines = 8;

/** `unanswered`: every step was gone through and nobody acknowledged; it stands with its last resort. */
export const pageStatuses = ["open", "acknowledged", "unanswered", "resolved"] as const;
export type PageStatus = (typeof pageStatuses)[number];
export const pageEventKinds = [
  "opened",
  "joined",
  "called",
  "nobody",
  "escalated",
  "unanswered",
  "sent",
  "failed",
  "seen",
  "acknowledged",
  "taken_over",
  "resolved",
] as const;
export const PageEvent = z.object({
  id: z.number(),
  at: z.coerce.date(),
  kind: z.enum(pageEventKinds),
  actorName: z.string(),
  text: z.string(),
});
export const Page = z.object({
  id: z.number(),
  cause: z.enum(pageCauses),
  urgency: z.enum(urgencies),
  title: z.string(),
  brief: z.array(z.string()),
  status: z.enum(pageStatuses),
  ticketId: z.number().nullable(),
  incidentId: z.number().nullable(),
  /** Null: no rule calls anybody, and one person was told. */
  chainName: z.string().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  openedAt: z.coerce.date(),
  escalatesAt: z.coerce.date().nullable(),
  step: z.number(),
  version: z.number(),
  /** People who have been called and not yet answered. */
  calledIds: z.array(z.string()),
});
export type Page = z.infer<typeof Page>;
export type PageEvent = z.infer<typeof PageEvent>;
export const PageDetail = Page.extend({ events: z.array(PageEvent) });
export type PageDetail = z.infer<typeof PageDetail>;
export const PageList = z.object({ open: z.array(Page), past: z.array(Page) });

export const channelKinds = ["email", "push", "webhook", "slack"] as const;
export type ChannelKind = (typeof channelKinds)[number];
/** A way to reach a person, as that person's page shows it. */
export const Channel = z.object({
  id: z.number(),
  kind: z.enum(channelKinds),
  label: z.string(),
  lastError: z.string().nullable(),
  lastSentAt: z.coerce.date().nullable(),
});
export type Channel = z.infer<typeof Channel>;

export const noticeStatuses = ["waiting", "sending", "sent", "failed", "withdrawn"] as const;
export const ContactRule = z.object({ channelId: id, after: z.number().int().min(0).max(240) });
export type ContactRule = z.infer<typeof ContactRule>;
