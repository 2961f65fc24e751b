/** Cells of a table's rows by the column somebody chose. Pure. */
import type { Row } from "./table-shape";

/** A cell of a row; "" for a column nobody chose. */
export function cellOf({ cells }: Row, header: string | undefined): string {
  return header === undefined ? "" : (cells[header] ?? "");
}

/** What the newest row that says anything says; a column of a ticket stands in each of its rows. */
export function newest(rows: readonly Row[], header: string | undefined, longest = 80): string | null {
  const last = rows.findLast((row) => cellOf(row, header) !== "");
  return last ? cellOf(last, header).slice(0, longest) : null;
}
