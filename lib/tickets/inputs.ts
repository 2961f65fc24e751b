/** What the commands of a ticket take, parsed before anything is touched. */
import { z } from "zod";
import { instant } from "#lib/platform/instant";
import { priorities, TimeZone } from "#lib/sla/model";
import { TriageFields, ticketStatuses } from "./model";
import { activities } from "./rules";

/** Longest text an analyst can send, in UTF-16 units. */
const messageText = z.string().trim().min(1).max(64_000);

/** The version a person looked at; given, a change on a newer one is refused. */
const seenVersion = z.number().int().optional();

/** The newest event on the screen of whoever acts; given, what others wrote after it is not passed over. */
export const seenEventId = z.number().int().optional();

export const OpenTicketInput = z.object({
  subject: z.string().trim().min(1).max(500),
  text: messageText,
  customer: z.object({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320).nullable().default(null),
    company: z.string().trim().max(200).nullable().default(null),
  }),
  priority: z.enum(priorities).default("normal"),
  queueId: z.number().int().nullable().default(null),
});
export type OpenTicketInput = z.input<typeof OpenTicketInput>;

export const ReplyInput = z.object({
  ticketId: z.number().int(),
  text: messageText,
  suggestionId: z.number().int().optional(),
  version: seenVersion,
  seenEventId,
  /** Where the writer's clocks are: "by noon" is noon there. */
  timeZone: TimeZone.optional(),
});
export const NoteInput = z.object({
  ticketId: z.number().int(),
  text: messageText,
});
export const MoveInput = z.object({
  ticketId: z.number().int(),
  to: z.enum(ticketStatuses),
  suggestionId: z.number().int().optional(),
  version: seenVersion,
  seenEventId,
});
export const AssignInput = z.object({
  ticketId: z.number().int(),
  assigneeId: z.string().nullable(),
  /** Who had it on the screen of whoever acts; given, somebody else's change since is not passed over. */
  seen: z.object({ assigneeId: z.string().nullable() }).optional(),
});
export const SetTriageInput = z.object({
  ticketId: z.number().int(),
  fields: TriageFields,
  suggestionId: z.number().int().optional(),
  /** As the fields stood on the screen of whoever acts, like `AssignInput.seen`. */
  seen: TriageFields.optional(),
});
export const ScheduleInput = z.object({
  ticketId: z.number().int(),
  at: instant,
});
export const SnoozeInput = z.object({
  ticketId: z.number().int(),
  /** When it comes back; null: not before somebody writes. */
  until: instant.nullable(),
  seenEventId,
  /** How long it was put aside on the screen of whoever acts, like `AssignInput.seen`. */
  seen: z.object({ status: z.enum(ticketStatuses), followUpAt: instant.nullable() }).optional(),
});
export const TicketInput = z.object({ ticketId: z.number().int() });
export const EventInput = z.object({ eventId: z.number().int() });

/** Who wrote a customer's message, as somebody who read it says; null takes that back. */
export const OriginInput = z.object({
  eventId: z.number().int(),
  origin: z.enum(["automatic", "person"]).nullable(),
});

/** A run of a read-only diagnostic on a ticket; `byHand`: no job runs it, a person looks it up. */
export const ToolCallInput = z.object({
  ticketId: z.number().int(),
  tool: z.string().min(1).max(120),
  arguments: z.record(z.string(), z.unknown()).default({}),
  byHand: z.boolean().default(false),
  suggestionId: z.number().int().optional(),
  /** Of a call the agent makes by itself. */
  investigationId: z.number().int().optional(),
});
/** What a diagnostic gave; null when it found nothing. `eventId` is that of the call. */
export const ToolResultInput = z.object({
  eventId: z.number().int(),
  result: z.record(z.string(), z.unknown()).nullable(),
});
/** What a person found, as they wrote it down. */
export const ResultByHandInput = z.object({ eventId: z.number().int(), text: messageText });

export const PresenceInput = z.object({
  ticketId: z.number().int(),
  doing: z.enum(activities).default("looking"),
});
