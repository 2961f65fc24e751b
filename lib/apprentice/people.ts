/** The names on a ticket: the customer's on record, the one they sign with, and the analyst's own. */
import { behindSignOff, signOffThanks } from "#lib/tickets/message/letter-words";
import { personName } from "#lib/tickets/message/name";
import type { Case } from "./model";
import { SIGNING } from "./templates";

const THANKS = new RegExp(`^(?:${signOffThanks})(?![\\p{L}\\p{N}])(.*)$`, "iu");
const NAME =
  /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:von|van|zu|de[rnl]?|la|le)\s+)*\p{Lu}[\p{L}\p{M}.'’-]*){0,3}$/u;
const QUOTED = /^\s*[>|]/u;

/** Names by their slots. */
export function peopleOf({
  customer,
  assigneeName,
}: Pick<Case, "customer" | "assigneeName">): Map<string, string> {
  const people = new Map<string, string>();
  putName(people, ["@name", "@first", "@family", "@last"], customer?.name ?? "");
  const company = customer?.company ?? "";
  if (company.length >= 2) people.set("@company", company);
  const own = assigneeName?.trim() ?? "";
  if (!/\p{L}{2}/u.test(own)) return people;
  people.set("@me", own);
  people.set(SIGNING, own.split(/\s+/)[0] ?? "");
  return people;
}

/** Learns the name a message is signed with. */
export function noteSignature(people: Map<string, string>, message: string): void {
  const lines = message
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !QUOTED.test(line));
  for (const [index, line] of lines.entries()) {
    const behind = behindSignOff(line) ?? THANKS.exec(line)?.[1] ?? null;
    if (behind === null) continue;
    const rest = behind.replace(/^[\s,.!–-]+/u, "");
    const name = rest === "" ? (lines[index + 1] ?? "") : rest;
    if (NAME.test(name)) putName(people, ["@signed", "@signedFirst", "@signedFamily", "@signedLast"], name);
  }
}

type NameSlots = readonly [whole: string, first: string, family: string, last: string];

function putName(people: Map<string, string>, [whole, first, family, last]: NameSlots, name: string): void {
  // An account number, a mailbox or a company in place of a name greets nobody.
  const named = personName(name);
  const parts = {
    [whole]: named?.whole,
    [first]: named?.first,
    [family]: named?.family,
    [last]: named?.family?.split(" ").at(-1) ?? named?.whole,
  };
  for (const [slot, part] of Object.entries(parts)) {
    if (part && part.length >= 2) people.set(slot, part);
    else people.delete(slot);
  }
}
