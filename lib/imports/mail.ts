/** A folder of mail, whose conversations no column names: the subject and the other party tell them apart. Pure. */
import { cellOf } from "./cells";
import type { Mapping } from "./model";
import { keysOf } from "./people";
import type { Row } from "./table-shape";

/** A folder's own side, by its names and addresses, and what conversation a row belongs to. */
export type Folder = {
  desk: readonly string[];
  /** With whom the desk speaks in a row. */
  otherOf: (row: Row) => string;
  /** The same for all rows of a conversation. */
  conversationOf: (row: Row) => string;
};

/** The folder a table is; null where a column names the tickets, or none tells who writes to whom. */
export function folderOf(rows: readonly Row[], { columns }: Mapping): Folder | null {
  const { ticket, author, to, subject } = columns;
  if (ticket !== undefined || author === undefined || to === undefined) return null;
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const key of new Set([author, to].flatMap((header) => keysOf(cellOf(row, header)))))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const desk = [...counts].filter(([, count]) => count > rows.length / 2).map(([key]) => key);
  const isDesk = (person: string) => keysOf(person).some((key) => desk.includes(key));
  const otherOf = (row: Row) => cellOf(row, isDesk(cellOf(row, author)) ? to : author);
  return {
    desk,
    otherOf,
    conversationOf: (row) => {
      const [name = "", address = name] = keysOf(otherOf(row));
      return `${bareSubject(cellOf(row, subject))}\n${address}`;
    },
  };
}

/** A subject without what replies in any language put before it: a short word and a colon, with or without a count. */
function bareSubject(subject: string): string {
  const prefix = /^\s*\p{L}{1,5}\s?(?:\[\d+\]|\(\d+\))?\s?[:：]\s*/u;
  let bare = subject.toLowerCase();
  while (prefix.test(bare)) bare = bare.replace(prefix, "");
  return bare.trim();
}
