/** Makes tickets of the rows of a table. Pure. */
import { createHash } from "node:crypto";
import { type Role, roleOf } from "#lib/tickets/role-words";
import { cellOf, newest } from "./cells";
import { type Folder, folderOf } from "./mail";
import { type Message, messagesOf, type TicketRow } from "./messages";
import type { ImportedEvent, ImportedTicket, Mapping } from "./model";
import { addressIn, columnsAbout } from "./people";
import { type Conversation, rolesOf } from "./roles";
import type { Row, Table } from "./table-shape";
import { readTime } from "./times";
import { priorityScale, statusOf } from "./words";

export type ReadTickets = { tickets: ImportedTicket[]; faults: string[] };

/**
 * The tickets of `table`, in the order of their first messages; rows without ticket, text or time are named and left
 * out. `undated` is the time of tickets whose table tells none.
 */
export function ticketsOf(table: Table, mapping: Mapping, undated: Date): ReadTickets {
  const faults = [...table.faults];
  const { columns } = mapping;
  const folder = folderOf(table.rows, mapping);
  const byTicket = rowsByTicket(table, mapping, folder, faults);
  const about = {
    customer: [...new Set([columns.customer, columns.email].flatMap((one) => columnsAbout(one, table)))],
    assignee: columnsAbout(columns.assignee, table),
  };
  const told = [...byTicket].map(([id, rows]) => {
    const said = messagesOf(rows, mapping, undated);
    const values = (headers: readonly string[]) =>
      headers.flatMap((header) => newest(rows, header, 320) ?? []);
    const customer = [...values(about.customer), ...(folder && rows[0] ? [folder.otherOf(rows[0])] : [])];
    return { id, rows, said, customer, assignee: [...values(about.assignee), ...(folder?.desk ?? [])] };
  });
  const tellRoles = rolesOf(told, { role: columns.role ?? "", privacy: columns.private ?? "" });
  const known = {
    names: namesOf(told, mapping),
    priorityOf: priorityScale(told.flatMap(({ rows }) => newest(rows, columns.priority) ?? [])),
  };
  const tickets = told.flatMap((one) =>
    one.said.length === 0 ? [] : [ticketOf(one, tellRoles(one), mapping, known)],
  );
  for (const { rows, said } of told)
    if (said.length === 0) faults.push(`Line ${rows[0]?.line} was left out: it has no message.`);
  tickets.sort((a, b) => startOf(a) - startOf(b));
  return { tickets, faults };
}

type Told = Omit<Conversation, "said"> & { id: string; rows: TicketRow[]; said: Message[] };

function rowsByTicket(
  { rows, messageHeaders }: Table,
  mapping: Mapping,
  folder: Folder | null,
  faults: string[],
): Map<string, TicketRow[]> {
  const isOneEach = mapping.columns.ticket === undefined && folder === null;
  const byTicket = new Map<string, TicketRow[]>();
  for (const row of rows) {
    const read = ticketRow(row, mapping, { isUnfolded: messageHeaders.size > 0, folder });
    if (typeof read === "string") {
      faults.push(`Line ${row.line} was left out: ${read}`);
      continue;
    }
    let name = read.ticket;
    // Two tickets without a name of their own may say the same.
    for (let count = 2; isOneEach && byTicket.has(name); count++) name = `${read.ticket}-${count}`;
    const own = byTicket.get(name);
    if (own) own.push({ ...read, ticket: name });
    else byTicket.set(name, [{ ...read, ticket: name }]);
  }
  return byTicket;
}

type Place = { isUnfolded: boolean; folder: Folder | null };

/** A row with its ticket and time, or why it is left out. `isUnfolded`: its ticket's messages may stand in other rows. */
function ticketRow(row: Row, mapping: Mapping, { isUnfolded, folder }: Place): TicketRow | string {
  const { columns } = mapping;
  const said = [columns.text, columns.opening, columns.answer]
    .map((header) => cellOf(row, header))
    .filter(Boolean);
  const ticket =
    columns.ticket === undefined
      ? digest(folder?.conversationOf(row) ?? said.join("\n"))
      : cellOf(row, columns.ticket).slice(0, 180);
  if (!ticket) return "it names no ticket.";
  if (said.length === 0 && !isUnfolded) return "it has no message.";
  const written = cellOf(row, columns.at);
  const at = readTime(written, mapping);
  const isDated = columns.at !== undefined && !(isUnfolded && written === "");
  return isDated && !at ? `“${written.slice(0, 40)}” is no time.` : { ...row, ticket, at };
}

/** A name for a ticket that has none: of what it says, so that the same file names it the same. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The names of people by whatever else tells of them in the same ticket, such as the number of an account. */
function namesOf(told: readonly Told[], { columns }: Mapping): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { rows, customer, assignee } of told)
    for (const [header, known] of [
      [columns.customer, customer],
      [columns.assignee, assignee],
    ] as const) {
      const name = newest(rows, header, 200);
      if (name) for (const one of known) names.set(one.toLowerCase(), name);
    }
  return names;
}

/** What only the whole table tells. */
type Known = { names: ReadonlyMap<string, string>; priorityOf: ReturnType<typeof priorityScale> };

function ticketOf(
  { id, rows, said }: Told,
  roles: Role[],
  mapping: Mapping,
  { names, priorityOf }: Known,
): ImportedTicket {
  const { columns } = mapping;
  const told = (header: string | undefined, longest?: number) => newest(rows, header, longest);
  const nameOf = (author: string) => names.get(author.toLowerCase()) ?? shownName(author);
  // What a desk notes on closing is its answer only where it gave no other.
  const isNoted =
    roleOf(columns.answer ?? "") === "note" &&
    roles.some((role, index) => role === "analyst" && !said[index]?.isAnswer);
  const asking = said.find(
    ({ author, isAnswer }, index) => author && !isAnswer && roles[index] === "customer",
  );
  const email =
    told(columns.email, 320)?.toLowerCase() ??
    (addressIn(told(columns.customer, 320) ?? "") || addressIn(asking?.author ?? "") || null);
  const customer = shownName(told(columns.customer, 200) ?? "");
  const author = asking ? nameOf(asking.author) : "";
  // What a column calls a customer may be the name of an account.
  const name =
    [customer, author].find((one) => /\p{L}\s+\p{L}/u.test(one)) ||
    customer ||
    author ||
    email?.split("@")[0] ||
    null;
  const assignee = told(columns.assignee, 200);
  const events = said.map(({ at, text, author, isAnswer }, index): ImportedEvent => {
    const role = isAnswer ? (isNoted ? "note" : "analyst") : (roles[index] ?? "customer");
    const side = role === "note" ? "analyst" : role;
    return {
      kind: role === "customer" ? "customer_message" : role === "analyst" ? "analyst_reply" : "note",
      at,
      by: {
        kind: side,
        name: nameOf(author) || (side === "customer" ? (name ?? "Customer") : (assignee ?? "Support")),
        id: null,
      },
      text,
      data: {},
    };
  });
  const closedAt = readTime(told(columns.closedAt) ?? "", mapping);
  const status = statusIn(told(columns.status), columns.closedAt !== undefined && !closedAt);
  const last = events.at(-1);
  if (closedAt && last && (status === "closed" || status === "solved") && closedAt >= last.at)
    events.push({
      kind: "status_change",
      at: closedAt,
      by: { kind: "system", name: "Import", id: null },
      text: "",
      data: { to: status },
    });
  return {
    id,
    kind: "request",
    subject: shortest(rows, columns) ?? told(columns.subject, 500) ?? "",
    status,
    priority: priorityOf(told(columns.priority)) ?? "normal",
    queue: told(columns.queue),
    category: told(columns.category),
    service: told(columns.service),
    assignee: told(columns.assignee, 254),
    customer: name ? { id: email ?? name, name, email, company: told(columns.company, 200) } : null,
    events,
  };
}

/** Of mail the subject without what replies add; null for what a column names. */
function shortest(rows: readonly Row[], { ticket, subject, answer }: Mapping["columns"]): string | null {
  if (ticket !== undefined || answer !== undefined) return null;
  const subjects = rows.map((row) => cellOf(row, subject).slice(0, 500)).filter(Boolean);
  return subjects.sort((a, b) => a.length - b.length)[0] ?? null;
}

/** The name in what a mail program writes of a person. */
function shownName(person: string): string {
  return /^"?([^"<>]*[^"<>\s])"?\s*<[^<>]+>$/.exec(person)?.[1] ?? person;
}

/** The status in a desk's words. One of its own making, or none, is closed, as what is exported mostly is, unless it was not closed. */
function statusIn(word: string | null, isUnclosed: boolean): ImportedTicket["status"] {
  return statusOf(word) ?? (isUnclosed && word !== null ? "open" : "closed");
}

function startOf({ events }: ImportedTicket): number {
  return events[0]?.at.getTime() ?? 0;
}
