/** Reads a table from the bytes of a file, CSV or JSON, a row a message where tickets hold several. Pure. */
import { decode } from "./decode";
import { readRecords } from "./records";
import { readRows } from "./rows";
import type { Holder, Table } from "./table-shape";
import { unfolded } from "./unfold";

/** The table in `bytes`, read from at most `most` tickets or rows. A CSV's first full row names its columns. */
export function readTable(bytes: Uint8Array, most?: number): Table {
  const text = decode(bytes);
  const records = readRecords(text, most);
  if (records) return unfolded(headersOf(records.holders), [], records.holders, records.faults);
  // A row more: the head is one.
  const { rows, faults } = readRows(text, most === undefined ? -1 : most + 1);
  const start = headOf(rows.map(({ cells }) => cells));
  const names = rows[start]?.cells ?? [];
  const headers = named(names);
  const holders = rows.slice(start + 1).map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ""])),
    messages: [],
  }));
  return unfolded(headers, families(names, headers), holders, faults);
}

/** Where the head stands: reports put a title above it, in fewer cells than the table has. */
function headOf(rows: readonly string[][]): number {
  const widths = rows.slice(0, 20).map((cells) => cells.filter(Boolean).length);
  const usual = Math.max(0, ...rows.slice(0, 20).map((cells) => cells.length));
  const full = widths.findIndex((width) => width >= usual * 0.7);
  const [first = 0] = widths;
  return first * 3 <= usual && full > 0 ? full : 0;
}

/** Headers are never empty and never the same twice. */
function named(headers: string[]): string[] {
  const seen = new Map<string, number>();
  return headers.map((header, index) => {
    const name = header.trim() || `Column ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** The headers that stand for one name, each group in the order of the file. */
function families(names: readonly string[], headers: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const [index, header] of headers.entries()) {
    const name = names[index]?.trim() || header;
    groups.set(name, [...(groups.get(name) ?? []), header]);
  }
  return [...groups.values()];
}

function headersOf(holders: readonly Holder[]): string[] {
  const seen = new Set<string>();
  for (const { cells } of holders)
    for (const [header, value] of Object.entries(cells)) if (value) seen.add(header);
  return [...seen];
}
