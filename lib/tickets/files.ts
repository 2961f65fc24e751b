/** Attachments of a message: described on its event, bytes kept in the database. */
import { createHash } from "node:crypto";
import { attachment } from "#db/schema/tickets";
import { type Attachment, maxAttachments } from "#lib/attachments/model";
import type { Ctx } from "#lib/platform/context";
import { withTold } from "./event";
import { type InboundEvent, maxBodyLength } from "./inbound-event";
import { cut } from "./lenient-parsing";
import { isHtml, plainText } from "./message/plain-text";

/** A file to be kept. */
export type KeptFile = { id: string; name: string; type: string; content: Uint8Array };

/**
 * The event with its files described and its text as a conversation shows it: HTML as what its reader sees, at most
 * `maxBodyLength` long; a longer one is a file, whole as it was sent. `files` are to be kept with its ticket.
 */
export function unpacked(sent: InboundEvent): { input: InboundEvent; files: KeptFile[] } {
  const { source, ticketExternalId } = sent;
  const body = isHtml(sent.body) ? plainText(sent.body) : sent.body;
  const files: KeptFile[] = [];
  const keep = (name: string, type: string, content: Uint8Array) => {
    const head = JSON.stringify([source, ticketExternalId, name, type]);
    const id = createHash("sha256").update(head).update(content).digest("hex").slice(0, 40);
    files.push({ id, name, type, content });
    return { name, type, size: content.byteLength, id };
  };
  // What an event says of files by itself (an import) are names: ids belong to the installation that gave them.
  const said = sent.kind === "message_deleted" ? {} : sent.data;
  const named = (said.attachments ?? []).slice(0, maxAttachments);
  const described = named.map(({ id: _, ...known }): Attachment => known);
  for (const { content, ...told } of sent.attachments ?? [])
    described.push(content ? { ...told, ...keep(told.name, told.type, content) } : told);
  const flaws = [...(said.flaws ?? [])];
  const isLong = body.length > maxBodyLength;
  if (isLong) {
    const [name, type] = body === sent.body ? ["message.txt", "text/plain"] : ["message.html", "text/html"];
    described.push({ ...keep(name, type, Buffer.from(sent.body)), isWholeText: true });
    flaws.push(`The text had ${body.length.toLocaleString("en")} characters; the whole of it is attached.`);
  }
  const isTold = sent.attachments !== undefined || described.length > 0;
  const shown = { ...sent, body: isLong ? cut(body, maxBodyLength) : body };
  if (shown.kind === "message_deleted") return { input: shown, files };
  const more = { ...(isTold && { attachments: described }), ...(flaws.length > 0 && { flaws }) };
  return { input: withTold(shown, more), files };
}

/** Keeps files of a ticket; one that is kept already, once. */
export async function keepFiles(tx: Ctx, ticketId: number, files: readonly KeptFile[]): Promise<void> {
  // One statement each: together they could be larger than the database takes at once.
  for (const { id, name, type, content } of files)
    await tx.db
      .insert(attachment)
      .values({ id, ticketId, name, type, content, createdAt: tx.now() })
      .onConflictDoNothing();
}
