/** The files a sender names, as far as they can be read: what is odd about one costs neither the others nor the message. Pure. */
import {
  AttachmentAddress,
  isPicture,
  maxAttachmentBytes,
  maxAttachments,
  mediaType,
  type SentAttachment,
} from "#lib/attachments/model";
import { cut, type LenientParse } from "#lib/tickets/lenient-parsing";

type Fields = Record<string, unknown>;

/** The files of `attachments`: a list, or one alone. Undefined when the sender says nothing of files. */
export function readAttachments(attachments: unknown, reading: LenientParse): SentAttachment[] | undefined {
  if (attachments === null || attachments === undefined) return undefined;
  const all: unknown[] = Array.isArray(attachments) ? attachments : [attachments];
  if (all.length > maxAttachments)
    reading.note(`Of ${all.length} attachments the first ${maxAttachments} were kept.`);
  return all.slice(0, maxAttachments).flatMap((one, index) => readOne(one, index + 1, reading) ?? []);
}

function readOne(sent: unknown, number: number, reading: LenientParse): SentAttachment | null {
  const fields = typeof sent === "string" ? { url: sent } : sent;
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    reading.note(`Attachment ${number} was no file and was left out.`);
    return null;
  }
  const { content, url, size, inline } = fields as Fields;
  const stated = reading.text("The type of an attachment", (fields as Fields).type, 1_000);
  const embedded = embeddedFile(content) ?? embeddedFile(url);
  const encoded = embedded?.encoded ?? content;
  const address = addressOf(url);
  const given = nameOf((fields as Fields).name) || nameOf(address && lastPart(address));
  const name = given || `attachment ${number}`;
  const about = `The attachment “${name}”`;
  if (url && !address && !embeddedFile(url)) reading.note(`${about} had an address no link can lead to.`);
  const bytes = encoded === null || encoded === undefined ? null : bytesOf(encoded, about, reading);
  if (!bytes && !address && !given) {
    reading.note(`Attachment ${number} had neither name, content nor address and was left out.`);
    return null;
  }
  const length =
    bytes?.byteLength ?? (Number.isSafeInteger(size) && Number(size) >= 0 ? Number(size) : undefined);
  const isKept = bytes !== null && bytes.byteLength <= maxAttachmentBytes;
  if (bytes && !isKept) reading.note(`${about} was larger than 10 MB; its content was not kept.`);
  return {
    name,
    type: typeOf(stated ?? embedded?.type ?? "", isKept ? bytes : null),
    ...(length !== undefined && { size: length }),
    ...(address && { address }),
    ...(inline === true && { isInline: true }),
    ...(isKept && { content: bytes }),
  };
}

/** A file inside a `data:` address, which takes the place of its content. */
function embeddedFile(value: unknown): { type: string; encoded: string } | null {
  if (typeof value !== "string" || !/^data:/i.test(value)) return null;
  const head = value.slice(5, 300).split(",", 1)[0] ?? "";
  if (!/;base64$/i.test(head)) return null;
  return { type: head.split(";", 1)[0] ?? "", encoded: value.slice(5 + head.length + 1) };
}

/** Base64 of either alphabet, with or without line breaks and padding; null for anything else. */
function bytesOf(content: unknown, about: string, reading: LenientParse): Uint8Array | null {
  const text = typeof content === "string" ? content.replace(/\s+/g, "") : null;
  const core = text?.replace(/={1,2}$/, "");
  if (!text || !core || /[^A-Za-z0-9+/_-]/.test(core) || core.length % 4 === 1) {
    reading.note(`${about} held no base64; its content was not kept.`);
    return null;
  }
  return Buffer.from(text, "base64");
}

function addressOf(url: unknown): string | undefined {
  if (typeof url !== "string") return undefined;
  return AttachmentAddress.safeParse(url.trim()).data;
}

function lastPart(address: string): string {
  const { pathname, host } = new URL(address);
  const part = pathname.split("/").filter(Boolean).at(-1) ?? host;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A name without folders, and without what could make it look like another: control characters, changes of direction. */
function nameOf(name: unknown): string {
  if (typeof name !== "string" && typeof name !== "number") return "";
  const last = String(name).split(/[/\\]/).at(-1) ?? "";
  return cut(
    last.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "").trim(),
    200,
  );
}

/** How the pictures that may be shown begin, in hexadecimal digits. */
const signatures: readonly [type: string, begins: RegExp][] = [
  ["image/png", /^89504e470d0a1a0a/],
  ["image/jpeg", /^ffd8ff/],
  ["image/gif", /^474946383[79]61/],
  ["image/webp", /^52494646.{8}57454250/],
];

/** What the bytes show, where they show a picture; else what the sender says, unless they show that it is wrong. */
function typeOf(stated: string, bytes: Uint8Array | null): string {
  const type = stated.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const usable = mediaType.test(type) ? type : "application/octet-stream";
  if (!bytes) return usable;
  const head = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  const shown = signatures.find(([, begins]) => begins.test(head))?.[0];
  return shown ?? (isPicture(usable) ? "application/octet-stream" : usable);
}
