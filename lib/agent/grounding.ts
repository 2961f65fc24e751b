/**
 * Grounding: which values a text may contain. Those of this ticket, of the team's documents, and constants its analysts
 * tell many customers.
 */

import { isWrittenOtherwise } from "#lib/apprentice/call/spelling";
import { isJoining, JOINING, UNSPACED } from "#lib/apprentice/tokens";
import { redact } from "#lib/privacy/redact";
import { recalled } from "#lib/recalled";
import type { Observation } from "./model";
import type { Source } from "./source";

/** What a draft may rest on: this ticket and what it cites; of past tickets what analysts wrote, and to whom. */
export type Known = { here: string; ours: { whose: string; text: string }[] };

/** Customers to whom analysts must have said a value before it counts as the team's own. */
const customersTold = 2;

export function knownTexts(cited: readonly Source[], seen: Observation): Known {
  const written = cited.filter(({ kind }) => kind !== "ticket").map(({ body }) => body);
  return {
    here: [ticketText(seen), ...written].join("\n"),
    ours: cited.flatMap(({ ours }) => (ours ? [ours] : [])),
  };
}

/**
 * True for what stands on this ticket or in a document of the team, and for a constant of the team: analysts told it to
 * several customers. What customers say themselves never counts, however many tickets of theirs repeat it.
 */
export function isKnown(value: string, { here, ours }: Known): boolean {
  if (stands(value, here)) return true;
  const told = new Set(ours.filter(({ text }) => stands(value, text)).map(({ whose }) => whose));
  return told.size >= customersTold;
}

/** The first number, identifier, address or link of `text` that nothing it may rest on contains; null when all are known. */
export function ungroundedValue(text: string, cited: readonly Source[], seen: Observation): string | null {
  const known = knownTexts(cited, seen);
  const withoutNumbering = text.replace(/^[ \t]{0,20}\d{1,2}[.)]\s/gm, "");
  return valuesIn(withoutNumbering).find((value) => !isKnown(value, known)) ?? null;
}

/** The numbers, identifiers, addresses and links of `text` that do not stand in `grounds`. */
export function valuesOutside(text: string, grounds: string): string[] {
  const withoutNumbering = text.replace(/^[ \t]{0,20}\d{1,2}[.)]\s/gm, "");
  return valuesIn(withoutNumbering).filter((value) => !stands(value, grounds));
}

/** Shorter values are counts and times of day: they tell nothing of whose they are. */
const tellingLength = 6;

/**
 * The text with what is another ticket's own taken out: private data, links, and identifiers that neither this ticket
 * nor the team knows. `instead` says what stands in its place, by its type.
 */
export function withoutForeign(
  text: string,
  known: Known,
  names: readonly string[] = [],
  instead = (type: string) => `(${type})`,
): string {
  const { found, text: hidden } = redact(text, { names: [...names] });
  const shown = found.reduce(
    (clean, { token, value, type }) => clean.replaceAll(token, isKnown(value, known) ? value : instead(type)),
    hidden,
  );
  const foreign = valuesIn(shown).filter((value) => isTelling(value) && !isKnown(value, known));
  return [...new Set(foreign)]
    .sort((left, right) => right.length - left.length)
    .reduce((clean, value) => clean.replaceAll(value, instead("VALUE")), shown);
}

function isTelling(value: string): boolean {
  return (
    value.length >= tellingLength &&
    (/[\p{L}@/]/u.test(value) || value.replace(/\P{N}/gu, "").length >= tellingLength)
  );
}

/** A link ends where a script without spaces or its punctuation begins. */
const OF_A_LINK = `[^\\s<>"'\\)\\]\\u3000-\\u303f\\uff00-\\uffef${UNSPACED.source}]`;

/** Links and addresses. */
const links = new RegExp(
  [
    `[a-z][a-z0-9+.\\-]{1,15}://${OF_A_LINK}{0,2000}(?![.,;:!?])${OF_A_LINK}`,
    "[\\w.+\\-]{1,64}@[\\w\\-]{1,63}(?:\\.[\\w\\-]{1,63})+",
  ].join("|"),
  "giv",
);
/** What mail programs make a link of, and people type in: a name with dots whose end is written in one case. */
const domains = new RegExp(
  "(?<![\\p{L}\\p{N}_@.\\-])(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\-]{0,61}[\\p{L}\\p{N}])?[.\\u3002\\uff0e\\uff61]){1,8}" +
    `(?:\\p{Ll}{2,24}|\\p{Lu}{2,24}|xn--[a-z0-9\\-]{2,59})(?![\\p{L}\\p{N}_])(?:[\\/?#]${OF_A_LINK}{0,400})?`,
  "gv",
);
/** Words with a digit in them. */
const figures = new RegExp(`${JOINING}{0,100}\\p{N}(?:[${JOINING}.,:\\/\\-]{0,200}${JOINING})?`, "giv");

/** Links, addresses and names of sites first; what has a digit only where it stands in none of those. */
export function valuesIn(text: string): string[] {
  const found: string[] = [];
  const rest = [links, domains].reduce(
    (left, pattern) =>
      left.replace(pattern, (value) => {
        found.push(value);
        return " ".repeat(value.length);
      }),
    text,
  );
  return [...found, ...(rest.match(figures) ?? [])];
}

/** Everything this ticket says, with whose it is. */
export function ticketText(seen: Observation): string {
  const known = textOf.get(seen) ?? writtenOn(seen);
  textOf.set(seen, known);
  return known;
}

/** An observation is of one moment, and does not change: each draft of a run is held against the same text. */
const textOf = new WeakMap<Observation, string>();

function writtenOn(seen: Observation): string {
  const { ticket, customer, timeline } = seen;
  return [
    `#${ticket.id} ${ticket.subject}`,
    ...(customer ? [customer.name, customer.email, customer.company, customer.plan] : []),
    ...timeline.flatMap(({ body, data }) => [body, readable(data)]),
  ]
    .filter(Boolean)
    .join("\n");
}

function readable(data: object): string {
  return Object.keys(data).length === 0 ? "" : JSON.stringify(data).replace(/\\[nt]/g, " ");
}

/** On word borders, whatever the case and the joint of its parts; a plain number also when its digits are written with another unit or separator. */
function stands(value: string, text: string): boolean {
  if (onBorders(value.toLowerCase(), lowered(text)) || isWrittenOtherwise(value, text)) return true;
  if (!/^\p{N}+(?:[.,:]\p{N}+)*\p{L}{0,3}$/u.test(value)) return false;
  const digits = digitsIn(text);
  return (value.match(/\d+/g) ?? []).every((run) => digits.has(run));
}

/** Every value of every draft is looked for in the same few texts. */
export const lowered = recalled(40, (text: string) => text.toLowerCase());
const digitsIn = recalled(40, (text: string): ReadonlySet<string> => new Set(text.match(/\d+/g) ?? []));

export function onBorders(value: string, text: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const isBorder = !joins(text, at - 1) && !joins(text, at + value.length - 1);
    if (isBorder) return true;
  }
  return false;
}

function joins(text: string, at: number): boolean {
  return isJoining(text[at]) && isJoining(text[at + 1]);
}
