/** The nouns of an import: a ticket as a file tells it, which column is what, and how an import goes. */
import { z } from "zod";
import { priorities } from "#lib/sla/model";
import { InboundContent } from "#lib/tickets/event";
import { maxTextLength } from "#lib/tickets/inbound-event";
import { actorKinds, ticketKinds, ticketStatuses } from "#lib/tickets/model";

const short = z.string().max(80).nullable().default(null);

/** Something that happened on a ticket; `text` is what was said. */
const ImportedHead = z.object({
  at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  by: z.object({
    kind: z.enum(actorKinds),
    name: z.string().max(200),
    /** The sender's own id of the person, or the e-mail address. */
    id: z.string().max(200).nullable().default(null),
  }),
  text: z.string().max(maxTextLength).default(""),
});

/** With what it carries beside its text: a call, a result, the labels of an alert, a new status. */
export const ImportedEvent = ImportedHead.and(InboundContent);
export type ImportedEvent = z.infer<typeof ImportedEvent>;

/** One line of a file of tickets; docs/import-lines.md explains each field. */
export const ImportedTicket = z.object({
  id: z.string().min(1).max(180),
  kind: z.enum(ticketKinds).default("request"),
  subject: z.string().max(500).default(""),
  status: z.enum(ticketStatuses).default("closed"),
  priority: z.enum(priorities).default("normal"),
  /** Key or name of a queue; one that is not there is made. */
  queue: short,
  category: short,
  service: short,
  /** E-mail address or name of a person on the team. */
  assignee: z.string().max(254).nullable().default(null),
  customer: z
    .object({
      id: z.string().min(1).max(200),
      name: z.string().max(200),
      email: z.string().max(320).nullable().default(null),
      company: z.string().max(200).nullable().default(null),
    })
    .nullable()
    .default(null),
  events: z.array(ImportedEvent).min(1).max(5_000),
});
export type ImportedTicket = z.infer<typeof ImportedTicket>;

/** What a column of a table can tell, in the order the page asks; the required ones first. */
export const columnFields = {
  ticket: { label: "Ticket", hint: "The same for all messages of a ticket", isRequired: true },
  text: { label: "Message", hint: "What was written", isRequired: true },
  at: { label: "Time", hint: "When it was written", isRequired: true },
  opening: {
    label: "First message",
    hint: "Only where it stands with the ticket and not among its messages",
    isRequired: false,
  },
  openedAt: { label: "Opened at", hint: "", isRequired: false },
  role: { label: "Who wrote", hint: "Tells customer and analyst apart", isRequired: false },
  author: { label: "Author", hint: "Name of the person who wrote it", isRequired: false },
  to: { label: "To", hint: "Of mail: with the subject it tells conversations apart", isRequired: false },
  private: {
    label: "Internal",
    hint: "Tells what customers cannot read; it comes in as a note",
    isRequired: false,
  },
  answer: {
    label: "Answer",
    hint: "Only where one row is a whole ticket with its answer",
    isRequired: false,
  },
  subject: { label: "Subject", hint: "", isRequired: false },
  customer: { label: "Customer", hint: "Name", isRequired: false },
  email: { label: "Customer’s email", hint: "", isRequired: false },
  company: { label: "Company", hint: "", isRequired: false },
  status: { label: "Status", hint: "Without a column, every ticket is closed", isRequired: false },
  closedAt: { label: "Closed at", hint: "", isRequired: false },
  priority: { label: "Priority", hint: "", isRequired: false },
  queue: { label: "Queue", hint: "Missing queues are created", isRequired: false },
  category: { label: "Category", hint: "", isRequired: false },
  service: { label: "Service", hint: "", isRequired: false },
  assignee: { label: "Assignee", hint: "Name or email of a person on the team", isRequired: false },
} as const satisfies Record<string, { label: string; hint: string; isRequired: boolean }>;
export type ColumnField = keyof typeof columnFields;
export const columnFieldKeys = Object.keys(columnFields) as [ColumnField, ...ColumnField[]];

/** Which column tells what, by the column's header; how its times are read. */
export const Mapping = z.object({
  columns: z.partialRecord(z.enum(columnFieldKeys), z.string()),
  /** 03/04/2026 is the third of April. */
  dayFirst: z.boolean().default(true),
  /** Where the times without an offset were written, as an IANA name. */
  zone: z.string().max(60).default("UTC"),
});
export type Mapping = z.infer<typeof Mapping>;

/**
 * The fields an import cannot do without and no column tells. An answer or a first message may stand for the messages;
 * where a row is a question with its answer it need not have a name or a time, and mail is told apart without a name.
 */
export function missingFields(columns: Mapping["columns"]): ColumnField[] {
  const { answer, opening, openedAt, author, to, subject } = columns;
  const isMail = author !== undefined && to !== undefined && subject !== undefined;
  const stoodFor: Partial<Record<ColumnField, boolean>> = {
    ticket: answer !== undefined || isMail,
    text: answer !== undefined || opening !== undefined,
    at: answer !== undefined || openedAt !== undefined,
  };
  return columnFieldKeys.filter(
    (field) => columnFields[field].isRequired && columns[field] === undefined && !stoodFor[field],
  );
}

export const importFormats = ["csv", "jsonl"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** `ready`: uploaded, its mapping can be mended. `running` ones can be cancelled, ended ones undone. */
export const importStatuses = ["ready", "running", "done", "cancelled", "failed", "undone"] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** What an import brought. `faults` names what was left out, each in a sentence; at most 50 of them are kept. */
export const ImportFigures = z.object({
  tickets: z.number().default(0),
  events: z.number().default(0),
  /** Tickets that were there already. */
  known: z.number().default(0),
  queues: z.array(z.string()).default([]),
  faults: z.array(z.string()).default([]),
  faultCount: z.number().default(0),
});
export type ImportFigures = z.infer<typeof ImportFigures>;

/** What was learnt from an import's tickets. */
export const Learnt = z.object({
  /** Closed tickets that were learnt from. */
  tickets: z.number(),
  /** Replies of analysts in them. */
  replies: z.number(),
  /** Names of the diagnostics analysts ran in them. */
  tools: z.array(z.string()),
});
export type Learnt = z.infer<typeof Learnt>;

/** An import as its page shows it. */
export const Import = z.object({
  id: z.number(),
  fileName: z.string(),
  format: z.enum(importFormats),
  /** Tells the tickets of one outside system from those of another; a ticket of the same system and id is known. */
  system: z.string(),
  status: z.enum(importStatuses),
  mapping: Mapping.nullable(),
  /** Tickets of the file, and how many of them have been imported. */
  total: z.number(),
  done: z.number(),
  figures: ImportFigures,
  learnt: Learnt.nullable(),
  createdBy: z.string(),
  createdAt: z.coerce.date(),
  finishedAt: z.coerce.date().nullable(),
});
export type Import = z.infer<typeof Import>;

/** Largest file the page takes, in bytes; the command line takes larger ones. */
export const largestUpload = 50_000_000;

export const SystemName = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+([-_.][a-z0-9]+)*$/, "Use small letters, digits, - and .")
  .max(20);

/** The beginning of a file before it is imported. */
export const ImportPreview = z.object({
  mapping: Mapping.nullable(),
  columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
  tickets: z.array(
    ImportedTicket.extend({
      events: z.array(ImportedHead.extend({ at: z.coerce.date() }).and(InboundContent)),
    }),
  ),
  /** Tickets found, of the whole file where `isWhole`, else of its beginning. */
  count: z.number(),
  isWhole: z.boolean(),
  newQueues: z.array(z.string()),
  faults: z.array(z.string()),
  faultCount: z.number(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
