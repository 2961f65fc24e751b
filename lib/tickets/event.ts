/** What a timeline holds: for each kind of event the data it carries beside its text, parsed wherever events come in. */
import { z } from "zod";
import { Attachment } from "#lib/attachments/model";
import { priorities } from "#lib/sla/model";
import {
  actorKinds,
  automaticKinds,
  currentDueReason,
  dueReasonKeys,
  type EventKind,
  TriageFields,
  ticketKinds,
  ticketStatuses,
} from "./model";

/** What a sender says with an event of any kind. */
const told = {
  /** What it said of the ticket; counts for the event that opens it. */
  opening: z
    .object({
      kind: z.enum(ticketKinds).optional(),
      subject: z.string().optional(),
      priority: z.enum(priorities).optional(),
      queueId: z.number().nullable().optional(),
      category: z.string().nullable().optional(),
      service: z.string().nullable().optional(),
    })
    .optional(),
  /** The event in whose place this one stands: the same message or alert, with other words. */
  edits: z.number().optional(),
  /** Of an edit that only touched up the words: whoever saw that event has seen this one. */
  seenAs: z.number().optional(),
  /** When the sender changed the words, as ISO text. */
  editedAt: z.string().optional(),
  /** What could not be kept as it was sent, a sentence each. */
  flaws: z.array(z.string()).optional(),
  /** The files that came with it. */
  attachments: z.array(Attachment).optional(),
};
const Told = z.object(told);

const alert = z.object({
  ...told,
  fingerprint: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
  /** The query that raised it. */
  expression: z.string().optional(),
  /** When it began, as the sender wrote it. */
  startsAt: z.string().optional(),
});

/** A file that names no diagnostic tells of some diagnostic. */
const tool = z.string().default("diagnostic");

/** By kind. What an outside system may leave out has a default, so that old files and rows can be read. */
const eventData = {
  customer_message: z.object({
    ...told,
    /** Who wrote it, where the sender's headers tell. */
    origin: z.enum([...automaticKinds, "person"]).optional(),
  }),
  analyst_reply: z.object({
    ...told,
    suggestionId: z.number().optional(),
    /** The time zone of whoever wrote it. */
    timeZone: z.string().optional(),
  }),
  note: z.object({
    ...told,
    suggestionId: z.number().optional(),
    /** What kept the agent from running is over: what still waits for an answer gets its run. */
    asksForRun: z.boolean().optional(),
  }),
  tool_call: z.object({
    ...told,
    tool,
    arguments: z.record(z.string(), z.unknown()).default({}),
    callId: z.string().optional(),
    /** Nothing runs it; a person records its result. */
    byHand: z.boolean().optional(),
    suggestionId: z.number().optional(),
    /** Where the agent made it by itself: the investigation it belongs to. */
    investigationId: z.number().optional(),
    /** Where it changes something: its run. */
    actionRunId: z.number().optional(),
  }),
  tool_result: z.object({
    ...told,
    tool,
    /** The call it answers, by the sender's id or by the event's. */
    callId: z.string().optional(),
    result: z.record(z.string(), z.unknown()).nullable().default(null),
    actionRunId: z.number().optional(),
    /** Of an action: its signal says that it did not help. */
    isUnhelpful: z.boolean().optional(),
  }),
  alert_firing: alert,
  alert_resolved: alert,
  status_change: z.object({
    ...told,
    from: z.string().nullable().optional(),
    /** Null for a status only its sender knows: it moves nothing. */
    to: z.enum(ticketStatuses).nullable().default(null).catch(null),
    suggestionId: z.number().optional(),
  }),
  assignment: z.object({
    ...told,
    from: z.string().nullable().optional(),
    to: z.string().nullable().default(null),
    suggestionId: z.number().optional(),
    /** The reply that brought it about, and is withdrawn with it. */
    because: z.number().optional(),
  }),
  triage_change: z.object({
    field: TriageFields.keyof(),
    from: z.string().nullable().default(null),
    to: z.string().nullable().default(null),
    suggestionId: z.number().optional(),
  }),
  follow_up_due: z.object({ reason: z.preprocess(currentDueReason, z.enum(dueReasonKeys)) }),
  handover: z.object({
    suggestionId: z.number().optional(),
    /** Name of the person or queue that goes on. */
    to: z.string().nullable().default(null),
  }),
  reply_withdrawn: z.object({ withdraws: z.number() }),
  message_deleted: z.object({ withdraws: z.number() }),
  /** Who somebody says wrote the message; without it, that is withdrawn. */
  origin_change: z.object({
    concerns: z.number(),
    origin: z.enum([...automaticKinds, "person"]).optional(),
  }),
  action_step: z.object({
    actionRunId: z.number().optional(),
    suggestionId: z.number().optional(),
    /** Nobody decided in time, and somebody is to be told. */
    isUndecided: z.boolean().optional(),
  }),
} satisfies Record<EventKind, z.ZodObject>;

export type EventData<Kind extends EventKind = EventKind> = z.infer<(typeof eventData)[Kind]>;

/** Data that was left out is none: refused where the kind has to have some. */
const content = <Kind extends EventKind>(kind: Kind) =>
  z.object({
    kind: z.literal(kind),
    data: z.prefault(eventData[kind], {} as z.input<(typeof eventData)[Kind]>),
  });

/** What an outside system may report; everything else is written by the desk itself. */
const inbound = [
  content("customer_message"),
  content("analyst_reply"),
  content("note"),
  content("tool_call"),
  content("tool_result"),
  content("alert_firing"),
  content("alert_resolved"),
  content("status_change"),
  content("assignment"),
] as const;

/** The kind of an event with the data that goes with it: narrow by `kind` to read `data`. */
export const EventContent = z.discriminatedUnion("kind", [
  ...inbound,
  content("triage_change"),
  content("follow_up_due"),
  content("handover"),
  content("reply_withdrawn"),
  content("message_deleted"),
  content("origin_change"),
  content("action_step"),
]);
export type EventContent = z.infer<typeof EventContent>;

/** The same as it is written: data that may all be left out can be. */
export type NewContent = {
  [Kind in EventKind]: { kind: Kind } & (Record<never, never> extends EventData<Kind>
    ? { data?: EventData<Kind> }
    : { data: EventData<Kind> });
}[EventKind];

/** The part of it an outside system may report. */
export const InboundContent = z.discriminatedUnion("kind", inbound);
export type InboundContent = z.infer<typeof InboundContent>;

/** Kinds an outside system may report; everything else is written by the desk itself. */
export const inboundKinds = inbound.map(({ shape }) => shape.kind.value);

/** True for an event of a kind that an outside system may report, whoever wrote it. */
export function isInbound<Event extends EventContent>(event: Event): event is Event & InboundContent {
  return inboundKinds.some((kind) => kind === event.kind);
}

/** An event of one kind. */
export type EventOf<Kind extends EventKind, Event extends EventContent = TimelineEvent> = Extract<
  Event,
  { kind: Kind }
>;

export const TimelineEvent = z
  .object({
    id: z.number(),
    ticketId: z.number(),
    at: z.coerce.date(),
    /** A row of a kind of actor that is not known was written by nobody in particular. */
    actorKind: z.enum(actorKinds).catch("system"),
    actorId: z.string().nullable(),
    actorName: z.string(),
    isPublic: z.boolean(),
    body: z.string(),
  })
  .and(EventContent);
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** What its sender says with an event of any kind; nothing where the desk wrote it. */
export function toldOf(event: EventContent): z.infer<typeof Told> {
  return isInbound(event) ? event.data : {};
}

/** The event that `event` stands in for, withdraws or deletes. */
export function removedBy(event: EventContent): number | undefined {
  return "withdraws" in event.data ? event.data.withdraws : toldOf(event).edits;
}

/** The same event, with more of what its sender says. */
export function withTold<Event extends InboundContent>(event: Event, more: z.infer<typeof Told>): Event {
  return { ...event, data: { ...event.data, ...more } };
}

/** Kind and data of an event, without what else is known of it. */
export function contentOf({ kind, data }: InboundContent): InboundContent {
  // They come from one event; the compiler forgets that they fit.
  return { kind, data } as InboundContent;
}

/** Of an alert, what monitoring says of it. */
export function alertData(event: EventContent): EventData<"alert_firing"> | undefined {
  return event.kind === "alert_firing" || event.kind === "alert_resolved" ? event.data : undefined;
}

/** The proposal a decision on which brought the event about. */
export function suggestionOf({ data }: EventContent): number | undefined {
  return "suggestionId" in data ? data.suggestionId : undefined;
}
