/** The nouns of files that come with messages: as a sender tells them, and as a timeline describes them. Pure. */
import { z } from "zod";

/** Largest file that is kept, in bytes. */
export const maxAttachmentBytes = 10_000_000;

/** Most files of one message. */
export const maxAttachments = 50;

/** Addresses of files a link may lead to. */
export const AttachmentAddress = z.url({ protocol: /^https?$/ }).max(2_000);

/** A media type as a header can carry it. */
export const mediaType = /^[\w.+-]{1,40}\/[\w.+-]{1,59}$/;

const described = {
  name: z.string().max(200),
  /** Media type, without parameters. */
  type: z.string().max(100),
  /** In bytes, where it is known. */
  size: z.number().int().nonnegative().optional(),
  /** Where the sender keeps it; never fetched and never shown from there. */
  address: AttachmentAddress.optional(),
  /** True for what stands in the message itself, such as the logo of a signature. */
  isInline: z.boolean().optional(),
};

/** A file as a sender tells of it; without content and address only its name is known. */
export const SentAttachment = z.object({
  ...described,
  type: described.type.regex(mediaType),
  content: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array)
    .refine(({ byteLength }) => byteLength <= maxAttachmentBytes, "is larger than 10 MB")
    .optional(),
});
export type SentAttachment = z.infer<typeof SentAttachment>;

/** A file as its event describes it; with an `id` its bytes are kept here. */
export const Attachment = z.object({
  ...described,
  id: z.string().max(64).optional(),
  /** True for the whole of a text that was too long for the conversation. */
  isWholeText: z.boolean().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** Media types a browser draws and never runs. */
const pictureTypes: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** True for a picture that may be shown in the page. */
export function isPicture(type: string): boolean {
  return pictureTypes.includes(type);
}

/** The names of files, in the words in which whoever reads the message is told of them; a line each. */
export function attachmentLines(attachments: readonly Attachment[] = []): string[] {
  return attachments.map(({ name }) => `[attachment: ${name}]`);
}

/** True when both are the same files; an address counts without the signature that changes with every delivery. */
export function areSameFiles(one: readonly Attachment[], other: readonly Attachment[]): boolean {
  const keyOf = ({ id, name, address }: Attachment) => id ?? JSON.stringify([name, address?.split("?", 1)]);
  return JSON.stringify(one.map(keyOf)) === JSON.stringify(other.map(keyOf));
}
