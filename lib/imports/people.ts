/** Persons as tables name them: by name, address or the number of an account, and which of these are one. Pure. */
import type { Table } from "./table-shape";

/** What a person may be known by: the address in a text, its name with its parts in order, the text as it stands. */
export function keysOf(text: string): string[] {
  const said = text.trim().toLowerCase();
  if (said === "") return [];
  const written = addressIn(said);
  const name = said
    .replace(written, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");
  return [...new Set([said, written, name])].filter(Boolean);
}

/** The domain of an address, "" where a text holds none. */
export function domainOf(text: string): string {
  return /@([^\s<>"(),;:]+)/.exec(text.toLowerCase())?.[1] ?? "";
}

const address = /(?<![^\s<>"(),;:@])[^\s<>"(),;:@]{1,64}@[^\s<>"(),;:@]{1,255}/;

/** The address in a text, "" where it holds none. */
export function addressIn(text: string): string {
  return address.exec(text.toLowerCase())?.[0] ?? "";
}

/** The words that end a header which tells one trait of a person: "Reporter Id", "requester.email", "author_name". */
const traits = new Set([
  ...["id", "key", "name", "names", "display", "full", "first", "last", "email", "e", "mail", "address"],
  ...["adresse", "user", "username", "login", "account"],
]);

/** Who a column is about, whichever trait of the person it tells. */
export function stemOf(header: string): string {
  const words = header
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const last = words.findLastIndex((word) => !traits.has(word));
  return words.slice(0, Math.max(1, last + 1)).join("");
}

/** The columns that tell of the same person as `header` does, itself among them. */
export function columnsAbout(
  header: string | undefined,
  { headers, messageHeaders }: Pick<Table, "headers" | "messageHeaders">,
): string[] {
  if (header === undefined) return [];
  const stem = stemOf(header);
  return headers.filter(
    (one) =>
      one === header || (stemOf(one) === stem && messageHeaders.has(one) === messageHeaders.has(header)),
  );
}
