/** The rows of a table as a file holds them, whatever divides its cells; a row that cannot be read is named and left out. Pure. */
import { type CsvError, parse } from "csv-parse/sync";

export type Cells = { line: number; cells: string[] };

/** The least likely to stand in a text first: it wins where two stand equally often. */
const delimiters = ["\t", ";", "|", ","] as const;

/** Every row of `text` with its cells in order, the head as well; at most the first `most`. */
export function readRows(text: string, most = -1): { rows: Cells[]; faults: string[] } {
  const faults: string[] = [];
  type Record = { record: string[]; info: { lines: number } };
  // Spreadsheets say in a line of its own what divides the cells.
  const [hint = "", told] = /^\ufeff?sep=(.)\r?\n/i.exec(text) ?? [];
  const records = parse(text.slice(hint.length), {
    bom: true,
    delimiter: told ?? delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    to: most,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      if (error) faults.push(`Line ${String(error.lines)} was left out: ${error.message}.`);
      return undefined;
    },
  }) as unknown as Record[];
  const before = hint === "" ? 0 : 1;
  const rows = records.map(({ record, info }) => ({
    line: info.lines + before,
    cells: record.map((cell) => cell.trim()),
  }));
  return { rows, faults };
}

/** The delimiter that divides the most of the first lines into the same number of cells, and into the most. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"[^"]*"/g, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .slice(0, 20);
  const weigh = (delimiter: string): number => {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const most = Math.max(
      ...counts.map((count) => (count === 0 ? 0 : share(counts, count) + count / 1e4)),
      0,
    );
    return most;
  };
  const weights = delimiters.map((delimiter) => ({ delimiter, weight: weigh(delimiter) }));
  const best = weights.reduce((best, next) => (next.weight > best.weight ? next : best));
  return best.weight > 0 ? best.delimiter : ",";
}

function share(counts: readonly number[], count: number): number {
  return counts.filter((one) => one === count).length / counts.length;
}
