/** Guesses which column of a table tells what, from headers and values; a person looks over it and mends it. Pure. */

import { roleOf } from "#lib/tickets/role-words";
import { isDayFirst } from "./day-order";
import { bareHeader, fieldNames, otherTime } from "./field-names";
import { fitOf } from "./fits";
import { ofMessage } from "./message-lists";
import { type ColumnField, columnFieldKeys, type Mapping } from "./model";
import { stemOf } from "./people";
import type { Table } from "./table-shape";
import { type Column, type ValueSigns, valueSigns } from "./value-signs";

const sampleSize = 200;
/** Rows whose times are looked at to tell days from months. */
const mostTimes = 5_000;

/** A mapping of the columns of `table`; a field nothing speaks for is left out. `zone` is where its times were written. */
export function guessMapping(table: Table, zone: string): Mapping {
  const all = columnsOf(table, sampleSize);
  const signs = valueSigns(all);
  const offers = columnFieldKeys.flatMap((field) =>
    all.flatMap((column) => {
      const score = scoreOf(field, column, signs);
      return score > 0 ? [{ field, header: column.header, score }] : [];
    }),
  );
  const columns: Mapping["columns"] = {};
  const taken = new Set<string>();
  for (const { field, header } of offers.sort((a, b) => b.score - a.score)) {
    if (columns[field] || taken.has(header)) continue;
    // Another person's address is not the customer's.
    if (field === "email" && columns.assignee && stemOf(header) === stemOf(columns.assignee)) continue;
    columns[field] = header;
    taken.add(header);
  }
  const timed = [columns.at, columns.openedAt, columns.closedAt].flatMap((header) => header ?? []);
  const times = columnsOf(table, mostTimes).filter(({ header }) => timed.includes(header));
  const isUtc = timed.some((header) => /(?<!\p{L})(utc|gmt)(?!\p{L})/iu.test(header));
  return {
    columns,
    dayFirst: isDayFirst(times.flatMap(({ values }) => values)) ?? !zone.startsWith("America/"),
    zone: isUtc ? "UTC" : zone,
  };
}

/** The columns of a table with the values of its first rows: those of messages, where they have rows of their own, in these only. */
function columnsOf({ headers, rows, messageHeaders }: Table, most: number): Column[] {
  const messages = sampleOf(rows, most, ({ isEntry }) => isEntry === true);
  const tickets = sampleOf(rows, most, ({ isEntry }) => !isEntry);
  return headers.map((header) => {
    const isOfMessage = messageHeaders.has(header);
    const values = (isOfMessage ? messages : tickets).map(({ cells }) => cells[header] ?? "");
    return { header, values, isOfMessage };
  });
}

function sampleOf(
  rows: Table["rows"],
  most: number,
  test: (row: Table["rows"][number]) => boolean,
): Table["rows"] {
  const found: Table["rows"] = [];
  for (const row of rows) {
    if (found.length >= most) break;
    if (test(row)) found.push(row);
  }
  return found;
}

const ofMessages: readonly ColumnField[] = ["text", "at", "role", "author", "to", "private"];
const ofTicketsWithEntries: readonly ColumnField[] = ["opening", "openedAt"];

/** Whether a column of this kind of table can tell a field at all. */
function canTell(field: ColumnField, column: Column, { grain, isConstant }: ValueSigns): boolean {
  if (grain === "entry") return ofMessages.includes(field) === column.isOfMessage;
  if (grain === "ticket")
    return !["role", "author", "to", "private"].includes(field) && !ofTicketsWithEntries.includes(field);
  if (field === "openedAt") return false;
  // Who asks is one person in the whole of a ticket.
  return field === "customer" || field === "email" || field === "opening"
    ? isConstant(column)
    : field !== "private" || !isConstant(column);
}

/** How much speaks for a column; 0 where its values speak against it. A name weighs more than values do. */
function scoreOf(field: ColumnField, column: Column, signs: ValueSigns): number {
  if (!canTell(field, column, signs)) return 0;
  const bare = bareHeader(column.header.replace(ofMessage, ""));
  const place = fieldNames[field].findIndex((name) => name.test(bare));
  const byName = place < 0 ? 0 : 1 - place * 0.2;
  const sign = signs.signOf(field, column);
  const looks = fitOf(field, column);
  const fit = field === "role" ? Math.max(sign, looks) : looks;
  if (fit === 0) return 0;
  // A few letters are no message unless they are called one.
  const isLooked =
    ["at", "role", "email"].includes(field) ||
    (field === "text" && fit >= 0.4) ||
    (field === "private" && column.values.some((value) => roleOf(value) === "note"));
  const byLooks = isLooked ? 0.3 * fit : 0;
  const score = byName * fit + Math.max(byLooks, (field === "category" ? 0.15 : 0.3) * sign);
  const isTime = field === "at" || field === "openedAt";
  if (isTime && otherTime.test(bare)) return score * 0.2;
  // In a row a message, what says the same all through a ticket tells of the ticket.
  const isOfTicket = signs.grain === "message" && ofMessages.includes(field) && signs.isConstant(column);
  return isOfTicket ? score * 0.3 : score;
}
