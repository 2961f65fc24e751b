/** Makes tickets of the rows of a table. Pure. */

import { maxTextLength } from "#lib/tickets/inbound-event";
import type { ImportedEvent, ImportedTicket, Mapping } from "./model";
import { type Role, rolesOf } from "./roles";
import type { Row, Table } from "./table";
import { readTime } from "./times";
import { priorityOf, statusOf } from "./words";

export type ReadTickets = { tickets: ImportedTicket[]; faults: string[] };

/** The tickets of `table`, in the order of their first messages; rows without ticket, text or time are named and left out. */
export function ticketsOf({ rows, faults: before }: Table, mapping: Mapping): ReadTickets {
  const faults = [...before];
  const byTicket = new Map<string, TimedRow[]>();
  for (const row of rows) {
    const timed = timedRow(row, mapping);
    if (typeof timed === "string") faults.push(`Line ${row.line} was left out: ${timed}`);
    else {
      const own = byTicket.get(timed.ticket);
      if (own) own.push(timed);
      else byTicket.set(timed.ticket, [timed]);
    }
  }
  for (const own of byTicket.values()) own.sort((a, b) => a.at.getTime() - b.at.getTime());
  const { role, author, customer, email } = mapping.columns;
  const tellRoles = rolesOf(byTicket.values(), {
    ...(role && { role }),
    ...(author && { author }),
    ...(customer && { customer }),
    ...(email && { email }),
  });
  const tickets = [...byTicket].map(([id, own]) => ticketOf(id, own, tellRoles(own), mapping));
  tickets.sort((a, b) => startOf(a) - startOf(b));
  return { tickets, faults };
}

type TimedRow = Row & { ticket: string; at: Date };

function timedRow(row: Row, { columns, ...reading }: Mapping): TimedRow | string {
  const cell = (header: string | undefined) => (header ? (row.cells[header] ?? "") : "");
  const ticket = cell(columns.ticket).slice(0, 180);
  if (!ticket) return "it names no ticket.";
  if (!cell(columns.text) && !cell(columns.answer)) return "it has no message.";
  const at = readTime(cell(columns.at), reading);
  if (!at) return `“${cell(columns.at).slice(0, 40)}” is no time.`;
  return { ...row, ticket, at };
}

function ticketOf(id: string, rows: TimedRow[], roles: Role[], mapping: Mapping): ImportedTicket {
  const { columns } = mapping;
  const cell = (row: Row, header: string | undefined) => (header ? (row.cells[header] ?? "") : "");
  /** What the newest row says; a column of a ticket stands in each of its rows. */
  const told = (header: string | undefined, longest = 80) =>
    rows
      .map((row) => cell(row, header))
      .findLast(Boolean)
      ?.slice(0, longest) ?? null;
  const asking = rows[roles.indexOf("customer")];
  const email = told(columns.email, 320)?.toLowerCase() ?? null;
  const name =
    told(columns.customer, 200) ??
    ((asking && cell(asking, columns.author).slice(0, 200)) || null) ??
    email?.split("@")[0] ??
    null;
  const events = rows.flatMap((row, index): ImportedEvent[] => {
    const role = roles[index] ?? "customer";
    const author = cell(row, columns.author).slice(0, 200);
    const said = cell(row, columns.text).slice(0, maxTextLength);
    const answer = cell(row, columns.answer).slice(0, maxTextLength);
    const assignee = told(columns.assignee, 200);
    const eventOf = (by: Role, text: string, at: Date): ImportedEvent => ({
      kind: by === "customer" ? "customer_message" : by === "analyst" ? "analyst_reply" : "note",
      at,
      by: {
        kind: by === "customer" ? "customer" : by === "system" ? "system" : "analyst",
        name: (by === role && author) || (by === "customer" ? (name ?? "Customer") : (assignee ?? "Support")),
        id: null,
      },
      text,
      data: {},
    });
    return [
      ...(said ? [eventOf(columns.answer && !columns.role ? "customer" : role, said, row.at)] : []),
      ...(answer ? [eventOf("analyst", answer, new Date(row.at.getTime() + 1000))] : []),
    ];
  });
  // One of their own making, or none: what is exported is mostly closed.
  const status = statusOf(told(columns.status)) ?? "closed";
  const closedAt = readTime(told(columns.closedAt) ?? "", mapping);
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
    subject: told(columns.subject, 500) ?? "",
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

function startOf({ events }: ImportedTicket): number {
  return events[0]?.at.getTime() ?? 0;
}
