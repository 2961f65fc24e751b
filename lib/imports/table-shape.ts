/** The nouns of a table: rows with cells by header, and tickets that hold messages within them. */

export type Table = {
  headers: string[];
  /** Those that tell of one message, where the file itself holds messages within tickets; else none. */
  messageHeaders: ReadonlySet<string>;
  rows: Row[];
  faults: string[];
};

/** Cells by header, and the line of the file the row ends on. */
export type Row = {
  line: number;
  cells: Record<string, string>;
  /** A message that stood within the ticket of a row before it. */
  isEntry?: true;
};

/** A ticket or message as a file holds it: its own cells, and the messages it holds, oldest or newest first. */
export type Holder = { line: number; cells: Record<string, string>; messages: Record<string, string>[] };
