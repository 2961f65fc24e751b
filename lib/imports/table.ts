/** Reads a table from the bytes of a file: any common encoding and delimiter; a row that cannot be read is named and left out. Pure. */
import { type CsvError, parse } from "csv-parse/sync";

export type Table = {
  headers: string[];
  rows: Row[];
  faults: string[];
};

/** Cells by header, and the line of the file the row ends on. */
export type Row = { line: number; cells: Record<string, string> };

/** The least likely to stand in a text first: it wins where two stand equally often. */
const delimiters = ["\t", ";", "|", ","] as const;

/** The table in `bytes`: UTF-8, UTF-16 with its mark, else Windows-1252; the first row names the columns. */
export function readTable(bytes: Uint8Array): Table {
  const { rows, faults } = readRows(decode(bytes));
  const [head, ...body] = rows;
  const headers = named(head?.cells ?? []);
  const read = body.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(headers.map((header, index) => [header, cells[index] ?? ""])),
  }));
  return { headers, rows: read, faults };
}

/** Every row of `text` with its cells in order, the head as well. */
export function readRows(text: string): { rows: { line: number; cells: string[] }[]; faults: string[] } {
  const faults: string[] = [];
  type Record = { record: string[]; info: { lines: number } };
  const records = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      if (error) faults.push(`Line ${String(error.lines)} was left out: ${error.message}.`);
      return undefined;
    },
  }) as unknown as Record[];
  const rows = records.map(({ record, info }) => ({
    line: info.lines,
    cells: record.map((cell) => cell.trim()),
  }));
  return { rows, faults };
}

/** The text of a file, whatever wrote it; a NUL character, which cannot be kept, is replaced. */
export function decode(bytes: Uint8Array): string {
  return textOf(bytes).replaceAll("\0", "\ufffd");
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The delimiter that stands most often, outside quotes, in the first line that is not empty. */
function delimiterOf(text: string): string {
  const [head = ""] = text.slice(0, 10_000).trimStart().split("\n", 1);
  const bare = head.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  const best = delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
  return count(best) > 1 ? best : ",";
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
