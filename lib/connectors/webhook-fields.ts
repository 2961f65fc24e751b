/** The fields of a signed webhook as far as they can be read, in the form the schema has them. Pure. */

import { createHash } from "node:crypto";
import { asText } from "#lib/platform/as-text";
import { maxTextLength } from "#lib/tickets/inbound-event";
import { cut, type LenientParse, priorityOf, statusOf } from "#lib/tickets/lenient-parsing";
import { isOpenWord, roleOf, yesOrNo } from "#lib/tickets/role-words";
import { readAttachments } from "./attachments";

type Fields = Record<string, unknown>;
const longestId = 200;

/** `payload` with numbers as ids, times, words for priority and status in the product's own terms; `fallbackId` for a ticket without one. */
export function readFields(payload: unknown, reading: LenientParse, fallbackId: string): Fields {
  const { id, at, editedAt, ticket, customer, text, html, author, authorName, status, attachments, ...rest } =
    payload as Fields;
  const sent: Fields = {
    ...rest,
    id: idOf(reading, "The id", id),
    at: reading.instant("at", at) ?? undefined,
    editedAt: reading.instant("editedAt", editedAt) ?? undefined,
    ticket: ticketOf(ticket, reading, fallbackId),
    customer: customerOf(customer, reading),
    text: text === null ? undefined : (reading.text("The text", text, maxTextLength) ?? undefined),
    html: reading.text("The HTML", html, maxTextLength) ?? undefined,
    attachments: readAttachments(attachments, reading),
    author: isForTheDesk(rest) ? "system" : authorOf(author, reading),
    authorName: reading.text("The author's name", authorName, 200) ?? undefined,
    status: statusOf(status) ?? status,
  };
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
}

function ticketOf(ticket: unknown, reading: LenientParse, fallbackId: string): Fields {
  const sent = isFields(ticket) ? ticket : { id: ticket };
  const id = idOf(reading, "ticket.id", sent.id);
  if (!id) reading.note("ticket.id was missing: the message has a ticket of its own.");
  // One desk's figures count up to the worst, another's down to it.
  const priority = /^\d+$/.test(asText(sent.priority)) ? null : priorityOf(sent.priority);
  if (sent.priority && !priority)
    reading.note(`The priority “${cut(asText(sent.priority), 40)}” is not known.`);
  const label = (field: string) =>
    sent[field] === undefined ? {} : { [field]: reading.text(`ticket.${field}`, sent[field], 80) };
  const subject = reading.text("The subject", sent.subject, 500);
  return {
    id: id ?? fallbackId,
    ...(subject && { subject }),
    ...(priority && { priority }),
    ...label("queue"),
    ...label("category"),
    ...label("service"),
  };
}

function customerOf(customer: unknown, reading: LenientParse): Fields | null {
  if (customer === null || customer === undefined) return null;
  const sent: Fields = isFields(customer) ? customer : { name: customer };
  const email = reading.text("customer.email", sent.email, 320);
  const name = reading.text("customer.name", sent.name, 200);
  const id = idOf(reading, "customer.id", sent.id) ?? email?.toLowerCase() ?? name;
  if (!id) {
    reading.note("The customer had neither id nor name and was left out.");
    return null;
  }
  return {
    id,
    name: name || email || id,
    email,
    company: reading.text("customer.company", sent.company, 200),
    // Nothing but a plain yes: two people must never become one by mistake.
    verified: sent.verified === true || sent.verified === "true",
  };
}

const authors = new Map(
  Object.entries({
    customer: "customer",
    user: "customer",
    "end-user": "customer",
    requester: "customer",
    contact: "customer",
    analyst: "analyst",
    agent: "analyst",
    staff: "analyst",
    operator: "analyst",
    support: "analyst",
    system: "system",
    bot: "system",
  } as const),
);

function authorOf(author: unknown, reading: LenientParse): string | undefined {
  if (author === null || author === undefined) return undefined;
  const known = authors.get(asText(author).toLowerCase());
  if (!known)
    reading.note(`The author “${cut(asText(author), 40)}” is not known; the text is kept as a note.`);
  return known ?? "system";
}

/**
 * True for a message of which a field of the sender's own says that customers do not read it: `private`, `internal`, `public`
 * or `jsdPublic` by yes or no, `visibility` by a word or by who may read.
 */
function isForTheDesk(sent: Fields): boolean {
  return Object.entries(sent).some(([name, value]) => {
    if (value === null || value === undefined) return false;
    if (name === "visibility")
      return isFields(value) ? Object.keys(value).length > 0 : roleOf(asText(value)) === "note";
    const answer = yesOrNo(asText(value));
    return isOpenWord(name) ? answer === false : roleOf(name) === "note" && answer === true;
  });
}

/** A long id keeps its beginning and what tells it from others. */
function idOf(reading: LenientParse, field: string, id: unknown): string | undefined {
  const text = reading.text(field, id, 100_000);
  if (!text || text.length <= longestId) return text || undefined;
  reading.note(`${field} was cut.`);
  return `${cut(text, 150)}~${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
