/** What columns are by their values alone, whatever they are called and in whichever language: what repeats with what. Pure. */
import { bareHeader, fieldNames } from "./field-names";
import type { ColumnField } from "./model";
import { readTime } from "./times";
import { priorityOf, statusOf } from "./words";

/** A column of a table, each row's value in its place. */
export type Column = {
  header: string;
  values: readonly string[];
  /** It tells of one message, in a table whose messages stood within tickets. */
  isOfMessage: boolean;
};

/**
 * What a row is. `entry`: a message that was taken out of its ticket's row, with columns of its own; `message`: one of
 * several rows of a ticket; `ticket`: the whole of one.
 */
export type Grain = "entry" | "message" | "ticket";

export type ValueSigns = {
  grain: Grain;
  /** How much the values of a column speak for a field, in [0, 1]; 0 for fields only a name can tell. */
  signOf: (field: ColumnField, column: Column) => number;
  /** True for a column that says the same in all rows of a ticket. */
  isConstant: (column: Column) => boolean;
};

type Signs = {
  /** Different values. */
  distinct: number;
  /** Rows, and tickets of more than one row, in which the column has a value. */
  filled: number;
  /** Of the tickets with several rows, the share in which all rows say the same. */
  constant: number;
  /** Of the tickets, the share that begin with the commonest beginning. */
  beginning: number;
  words: number;
  digits: number;
};

/** Reads the columns against the one that seems to name the tickets. */
export function valueSigns(columns: readonly Column[]): ValueSigns {
  const ids = columns.filter(({ values, isOfMessage }) => !isOfMessage && isIdColumn(values));
  // A number of the customer repeats as well: the one that is called so, or the finer one, is the ticket's.
  const ticket =
    calledTicket(ids) ?? ids.filter(repeats).sort((a, b) => countDistinct(b) - countDistinct(a))[0];
  const tickets = ticketsBy(ticket);
  const grain = columns.some(({ isOfMessage }) => isOfMessage)
    ? "entry"
    : (ticket && repeats(ticket)) || isMail(columns)
      ? "message"
      : "ticket";
  const emails = columns.filter(({ values }) => values.some((value) => value.includes("@")));
  return {
    grain,
    isConstant: (column) => signsOf(column, column.values.filter(Boolean), tickets).constant >= 0.95,
    signOf: (field, column) => {
      if (field === "ticket" && isMail(columns)) return 0;
      if (field === "ticket") return column === ticket ? 1 : !ticket && column === ids[0] ? 0.5 : 0;
      const filled = column.values.filter(Boolean);
      if (filled.length === 0) return 0;
      if (field === "status") return shareOf(filled, (value) => statusOf(value) !== null) >= 0.9 ? 1 : 0;
      // A figure alone may count anything.
      if (field === "priority")
        return shareOf(filled, (value) => /\p{L}/u.test(value) && priorityOf(value) !== null) >= 0.9 ? 1 : 0;
      if (field === "customer") return grain !== "message" && isNameOf(column, emails) ? 1 : 0;
      if (tickets.length < 2) return 0;
      return looksLike(field, signsOf(column, filled, tickets), tickets.length) ? 1 : 0;
    },
  };
}

function looksLike(field: ColumnField, signs: Signs, tickets: number): boolean {
  const { distinct, filled, constant, beginning, words, digits } = signs;
  switch (field) {
    case "role":
      return distinct >= 2 && distinct <= 4 && constant <= 0.3 && beginning >= 0.9 && words <= 3;
    case "author":
      return distinct >= 3 && distinct < filled / 2 && constant <= 0.3 && words <= 4 && digits <= 0.1;
    case "subject":
      return constant >= 0.95 && distinct >= Math.max(2, tickets * 0.1) && words > 2.4 && words <= 20;
    case "category":
      return constant >= 0.95 && distinct >= 2 && distinct <= tickets / 2 && words <= 2 && digits <= 0.1;
    default:
      return false;
  }
}

/** True for names that are spelt as the addresses beside them are. */
function isNameOf({ header, values }: Column, emails: readonly Column[]): boolean {
  return emails.some((email) => {
    if (email.header === header) return false;
    const pairs = values.flatMap((name, row): [string, string][] => {
      const address = email.values[row] ?? "";
      return name && !name.includes("@") && address.includes("@") ? [[name, address]] : [];
    });
    const resembles = ([name, address]: [string, string]) =>
      plainLetters(name)
        .split(" ")
        .some((part) => part.length > 2 && plainLetters(address.split("@")[0] ?? "").includes(part));
    return pairs.length > 1 && shareOf(pairs, resembles) >= 0.6 && new Set(values).size > 2;
  });
}

function plainLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}]+/gu, " ");
}

function signsOf({ values }: Column, filled: readonly string[], tickets: readonly number[][]): Signs {
  const several = tickets
    .map((rows) => rows.flatMap((row) => values[row] || []))
    .filter((said) => said.length > 1);
  const begun = tickets.flatMap(([first = 0]) => values[first] || []);
  return {
    distinct: new Set(filled).size,
    filled: filled.length,
    constant: shareOf(several, (said) => new Set(said).size === 1),
    beginning: Math.max(0, ...countEach(begun).values()) / Math.max(1, begun.length),
    words: filled.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / Math.max(1, filled.length),
    digits: shareOf(filled, (value) => /\d/.test(value)),
  };
}

/** The rows of each ticket, in the order of the file. */
function ticketsBy(ticket: Column | undefined): number[][] {
  const rows = new Map<string, number[]>();
  for (const [row, id] of (ticket?.values ?? []).entries()) {
    if (!id) continue;
    const own = rows.get(id);
    if (own) own.push(row);
    else rows.set(id, [row]);
  }
  return [...rows.values()];
}

/** True for a table of mail: who wrote, and to whom. */
function isMail(columns: readonly Column[]): boolean {
  const isCalled = (field: ColumnField) =>
    columns.some(({ header }) => fieldNames[field].some((name) => name.test(bareHeader(header))));
  return isCalled("to") && isCalled("author") && isCalled("subject");
}

/** Of columns with ids the one whose name says that it names tickets. */
function calledTicket(ids: readonly Column[]): Column | undefined {
  return fieldNames.ticket
    .slice(0, 2)
    .map((name) => ids.find(({ header }) => name.test(bareHeader(header))))
    .find((one) => one !== undefined);
}

/** One word with a number in it in each row, neither a time nor an address, and more than a handful of them. */
function isIdColumn(values: readonly string[]): boolean {
  const filled = values.filter(Boolean);
  const isId = (value: string) =>
    /^[^\s@]{1,40}$/.test(value) && /\d/.test(value) && !readTime(value, { dayFirst: true, zone: "UTC" });
  return filled.length > 0 && shareOf(filled, isId) >= 0.9 && new Set(filled).size >= filled.length / 12;
}

function repeats(column: Column): boolean {
  return countDistinct(column) < column.values.filter(Boolean).length * 0.95;
}

function countDistinct({ values }: Column): number {
  return new Set(values.filter(Boolean)).size;
}

function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function shareOf<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.length === 0 ? 0 : items.filter(test).length / items.length;
}
