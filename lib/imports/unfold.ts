/** A row a ticket becomes a row a message, where its cells hold several: journals, repeated columns, lists. Pure. */
import { entriesOf, isJournal } from "./journal";
import { isMessageList, kindHeader, messagesOf, ofMessage } from "./message-lists";
import type { Holder, Row, Table } from "./table-shape";

const sampleSize = 200;

/** The table of `holders`, whose cells that hold several messages are taken apart; `families` are headers of one name. */
export function unfolded(
  headers: readonly string[],
  families: readonly string[][],
  holders: readonly Holder[],
  faults: string[],
): Table {
  const sources = families.flatMap((family) => sourceOf(family, holders.slice(0, sampleSize)) ?? []);
  const rows: Row[] = [];
  const messageHeaders = new Set<string>();
  const taken = new Set(sources.flatMap(({ family: [, ...others] }) => others));
  for (const { line, cells, messages } of holders) {
    const all = [...messages, ...sources.flatMap((source) => messagesIn(source, cells))];
    rows.push({ line, cells });
    for (const message of all) {
      for (const [header, value] of Object.entries(message)) if (value) messageHeaders.add(header);
      rows.push({ line, cells: beneath(cells, message, sources), isEntry: true });
    }
  }
  return {
    headers: [...headers.filter((header) => !taken.has(header)), ...messageHeaders],
    messageHeaders,
    rows,
    faults,
  };
}

type Source = { name: string; family: readonly string[]; read: (cell: string) => Record<string, string>[] };

/** How the columns of one name are taken apart; null where each cell tells one thing. */
function sourceOf(family: readonly string[], holders: readonly Holder[]): Source | null {
  const [name = ""] = family;
  const cells = holders.map(({ cells }) => family.flatMap((header) => cells[header] || []));
  const values = cells.flat();
  if (values.length === 0) return null;
  if (isJournal(values)) return { name, family, read: (cell) => journalOf(cell, name) };
  const lists = values.map(listIn);
  if (lists.every(Boolean) && isMessageList(lists.flatMap((list) => list ?? [])))
    return { name, family, read: (cell) => messagesOf(listIn(cell) ?? [], name) };
  const isRepeated = cells.some(({ length }) => length > 1);
  return isRepeated && isProse(values)
    ? { name, family, read: (cell) => [{ [kindHeader]: name, [`${ofMessage}text`]: cell }] }
    : null;
}

function messagesIn({ family, read }: Source, cells: Record<string, string>): Record<string, string>[] {
  return family.flatMap((header) => (cells[header] ? read(cells[header]) : []));
}

function journalOf(cell: string, name: string): Record<string, string>[] {
  const entries = entriesOf(cell) ?? [{ at: "", author: "", kind: "", text: cell }];
  return entries.map(({ at, author, kind, text }) => ({
    [kindHeader]: kind || name,
    [`${ofMessage}time`]: at,
    [`${ofMessage}author`]: author,
    [`${ofMessage}text`]: text,
  }));
}

/** A message's cells: its ticket's are found through the prototype, not copied; what was taken apart is in none of them. */
function beneath(
  ticket: Record<string, string>,
  message: Record<string, string>,
  sources: readonly Source[],
): Record<string, string> {
  const own: Record<string, string> = Object.create(ticket);
  for (const { family } of sources) for (const header of family) own[header] = "";
  return Object.assign(own, message);
}

function listIn(cell: string): Record<string, unknown>[] | null {
  if (!cell.startsWith("[{")) return null;
  try {
    return JSON.parse(cell) as Record<string, unknown>[];
  } catch {
    return null;
  }
}

function isProse(values: readonly string[]): boolean {
  return values.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / values.length >= 4;
}
