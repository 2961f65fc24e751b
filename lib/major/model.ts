/** A major incident: many customers have one trouble. What is told to whom, what the public may read, what was changed. */
import { z } from "zod";
import { Incident, JoinReason } from "#lib/incidents/model";
import { ticketStatuses } from "#lib/tickets/model";

/** How it is known that a service serves a customer. */
export const mapOrigins = ["history", "csv", "labels"] as const;
export type MapOrigin = (typeof mapOrigins)[number];

/** The first word about an incident, what is said while it goes on, and that it is over. */
export const noticeRounds = ["first", "closing"] as const;
export type NoticeRound = (typeof noticeRounds)[number];

/** What a status page calls the stages of an incident. */
export const statusStages = ["investigating", "identified", "monitoring", "resolved"] as const;
export type StatusStage = (typeof statusStages)[number];

/** Where a message to a customer stands; `sent` once a person approved it, `outdated` where the conversation moved on. */
export const noticeStates = ["open", "sent", "refused", "outdated"] as const;
export type NoticeState = (typeof noticeStates)[number];

/** A message to one customer about an incident, as it would go out. */
export const Notice = z.object({
  id: z.number(),
  round: z.enum(noticeRounds),
  customerName: z.string(),
  company: z.string().nullable(),
  ticketId: z.number().nullable(),
  /** What stands before the words that are the same for all. */
  hello: z.string(),
  text: z.string(),
  language: z.string().nullable(),
  state: z.enum(noticeStates),
  /** Why this customer is told. */
  why: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** A customer's ticket of an incident, or one that looks as if it were. */
export const Affected = z.object({
  ticketId: z.number(),
  subject: z.string(),
  status: z.enum(ticketStatuses),
  customerName: z.string().nullable(),
  company: z.string().nullable(),
  /** Who counts as one customer, however many tickets are theirs. */
  whose: z.string(),
  state: z.enum(["suggested", "joined"]),
  reason: JoinReason,
});
export type Affected = z.infer<typeof Affected>;

export const StatusPost = z.object({
  id: z.number(),
  stage: z.enum(statusStages),
  title: z.string(),
  text: z.string(),
  at: z.coerce.date(),
  postedBy: z.string(),
  publishedAt: z.coerce.date().nullable(),
});
export type StatusPost = z.infer<typeof StatusPost>;

/** Why Vigil thinks that many customers have one trouble. */
export const Suspicion = z.object({
  /** How many customers wrote within so many minutes, and how many are expected to at that hour. */
  customers: z.number(),
  minutes: z.number(),
  expected: z.number(),
  /** How likely so many are by chance. */
  chance: z.number(),
  /** What their messages share, codes first. */
  words: z.array(z.string()),
});
export type Suspicion = z.infer<typeof Suspicion>;

/** Something somebody deployed or configured about the time an incident began. */
export const ChangeShown = z.object({
  id: z.number(),
  title: z.string(),
  link: z.string().nullable(),
  at: z.coerce.date(),
  /** It is about the service the incident is about. */
  isSameService: z.boolean(),
});
export type ChangeShown = z.infer<typeof ChangeShown>;

/** A major incident a ticket belongs to, or looks as if it did. */
export const MajorOfTicket = z.object({
  incidentId: z.number(),
  title: z.string(),
  state: z.enum(["suggested", "joined"]),
  reason: JoinReason,
});
export type MajorOfTicket = z.infer<typeof MajorOfTicket>;

/** What an incident's page shows of its customers. */
export const MajorDetail = z.object({
  state: Incident.shape.major,
  isOver: z.boolean(),
  suspicion: Suspicion.nullable(),
  affected: z.array(Affected),
  notices: z.array(Notice),
  posts: z.array(StatusPost),
  changes: z.array(ChangeShown),
  /** Customers its services serve who have not written, whom nothing is proposed for yet. */
  untold: z.number(),
});
export type MajorDetail = z.infer<typeof MajorDetail>;

const incidentId = z.number().int();
export const IncidentInput = z.object({ incidentId });
/** Which suggested tickets join as it is confirmed; all of them when none is named. */
export const ConfirmInput = IncidentInput.extend({
  ticketIds: z.array(z.number().int()).max(1_000).optional(),
});
export const TicketOfIncidentInput = IncidentInput.extend({ ticketId: z.number().int() });
/** Messages as a person has read them: each goes out only in the words that stood before his eyes. */
export const SendInput = IncidentInput.extend({
  notices: z
    .array(z.object({ id: z.number().int(), text: z.string().trim().min(1).max(20_000) }))
    .min(1, "Choose at least one message")
    .max(500),
});
export const RefuseInput = IncidentInput.extend({
  noticeIds: z.array(z.number().int()).min(1, "Choose at least one message").max(500),
});
export const PostInput = IncidentInput.extend({
  stage: z.enum(statusStages),
  title: z.string().trim().min(1, "Enter a title").max(200),
  text: z.string().trim().min(1, "Write what is to be read").max(8_000),
  isPublished: z.boolean(),
});
export const PublishPostInput = IncidentInput.extend({ postId: z.number().int(), isPublished: z.boolean() });

export const ServiceMapInput = z.object({
  /** Lines `service,customer`, the customer by address, id at the sender, or company. */
  csv: z.string().trim().min(1, "Paste at least one line").max(2_000_000),
});
