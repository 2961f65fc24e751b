/** Persons as tables name them: by name, address or the number of an account, and which of these are one. Pure. */
import type { Table } from "./table-shape";

/** What a person may be known by: the address in a text, its name with its parts in order, the text as it stands. */
export function keysOf(text: string): string[] {
  const said = text.trim().toLowerCase();
  if (said === "") return [];
  const [address] = /[^\s<>"(),;:]+@[^\s<>"(),;:]+/.exec(said) ?? [];
  const name = said
    .replace(address ?? "", "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(" ");
  return [...new Set([said, address ?? "", name])].filter(Boolean);
}

/** The domain of an address, "" where a text holds none. */
export function domainOf(text: string): string {
  return /@([^\s<>"(),;:]+)/.exec(text.toLowerCase())?.[1] ?? "";
}

/** What ends a header that tells one trait of a person: "Reporter Id", "requester.email", "author_name". */
const traits =
  /[\s._\-:()]*(?<![a-z])(?:id|key|name|names|display ?name|full ?name|first|last|e-?mail|mail|address|adresse|user|username|login|account)\)?$/i;

/** Who a column is about, whichever trait of the person it tells. */
export function stemOf(header: string): string {
  let stem = header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  for (let shorter = stem.replace(traits, ""); shorter !== stem; shorter = stem.replace(traits, "")) {
    if (shorter === "") break;
    stem = shorter;
  }
  return stem.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
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
