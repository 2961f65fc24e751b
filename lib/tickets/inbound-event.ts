/** The inbound event: the one shape every connector produces. */
import { z } from "zod";
import { maxAttachments, SentAttachment } from "#lib/attachments/model";
import { priorities } from "#lib/sla/model";
import { InboundContent } from "./event";
import { actorKinds, ticketKinds } from "./model";

/** What may arrive: any event an outside system may report, or that one of its messages is gone. */
const Arriving = z.discriminatedUnion("kind", [
  ...InboundContent.options,
  z.object({ kind: z.literal("message_deleted"), data: z.object({}).default({}) }),
]);

/** Longest text a conversation shows of one message, in UTF-16 units; the whole of a longer one is a file. */
export const maxBodyLength = 64_000;

/** Longest text that is ingested, in UTF-16 units; as a file it is not larger than one may be. */
export const maxTextLength = 3_000_000;

const Arrival = z.object({
  /** Connector that delivered it, and its id there: the pair is accepted once. */
  source: z.string().min(1).max(64),
  externalId: z.string().min(1).max(200),
  /** The ticket it belongs to, by its id in that system; an unknown one opens a ticket. */
  ticketExternalId: z.string().min(1).max(200),
  at: z.date(),
  actorKind: z.enum(actorKinds),
  actorId: z.string().max(200).nullable().default(null),
  actorName: z.string().max(200),
  body: z.string().max(maxTextLength).default(""),
  /** The files that come with it; a sender who says nothing of files leaves those of an earlier version. */
  attachments: z.array(SentAttachment).max(maxAttachments).optional(),
  /** When the sender changed the words, if it says so. */
  editedAt: z.date().nullable().default(null),
  /** Of a deletion: the id of the message that is gone. */
  deletes: z.string().max(200).nullable().default(null),
  ticket: z
    .object({
      kind: z.enum(ticketKinds).default("request"),
      subject: z.string().max(500).optional(),
      priority: z.enum(priorities).optional(),
      queueKey: z.string().max(80).nullable().optional(),
      category: z.string().max(80).nullable().optional(),
      service: z.string().max(80).nullable().optional(),
    })
    .default({ kind: "request" }),
  customer: z
    .object({
      externalId: z.string().max(200),
      name: z.string().max(200),
      email: z.string().max(320).nullable().default(null),
      company: z.string().max(200).nullable().default(null),
      /** The address is known to be this person's. */
      verified: z.boolean().default(false),
    })
    .nullable()
    .default(null),
});

export const InboundEvent = Arrival.and(Arriving);
export type InboundEvent = z.infer<typeof InboundEvent>;
export type InboundEventInput = z.input<typeof InboundEvent>;
