/** Classifies values by their form, and tells the kinds that a text or a description gives. */
import { recalled } from "#lib/recalled";
import { IDENTIFIER, identifierShape, partsOf } from "./identifiers";

/** What programs call an error, a state or a setting: `PERMISSION_DENIED`. It names no thing. */
const CONSTANT = /^\p{Lu}[\p{Lu}\p{N}]*(?:_[\p{Lu}\p{N}]+)+$/u;
/** A day, or a time of it, as programs and letters write it. */
const DATE =
  /^(?:\p{N}{4}-\p{N}{2}-\p{N}{2}|\p{N}{1,2}[./]\p{N}{1,2}[./]\p{N}{4})(?:[T ]\p{N}{1,2}:\p{N}{2}.*)?$/u;
/** Words to choose from: "disconnect/reset". */
const EITHER = /^\p{L}+(?:\/\p{L}+)+$/u;
/** An address of the web. */
const WEB = /^\p{L}[\p{L}\p{N}+.-]*:\/\//u;
/** What a link begins with: where it leads to, not what it is about. */
const HOST = /^\p{L}[\p{L}\p{N}+.-]*:\/\/[^/?#]*/u;
/** Kinds of what is joined without spaces. */
export const JOINED = /^(?:id|numbers) /u;
const LENGTH_READ = 4_000;
const IDENTIFIERS_READ = 24;
/** `vm-…`, `vm-...`, `vm-*`, `vm-xxx`, `vm-<id>`: how descriptions give the beginning of an identifier. */
const BEGINNING = /(?<![\p{L}\p{N}_-])([\p{L}][\p{L}\p{N}]{0,3}-)(?:…|\.{2,3}|\*|x{2,}|X{2,}|<|\{|\[)/gu;

/** The kind of a value: identifiers by what they begin with and how they are joined, numbers by how, the rest by its sort. */
export function kindOf(value: unknown): string {
  if (typeof value === "number") return "number";
  if (typeof value !== "string")
    return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
  return kindOfText(value.trim());
}

/** Each value of a ticket is held against every argument of every tool. */
const kindOfText = recalled(8_000, (text: string): string => {
  if (/^-?\p{N}+(?:[.,]\p{N}+)?$/u.test(text)) return "number";
  if (CONSTANT.test(text)) return "constant";
  if (DATE.test(text)) return "date";
  if (WEB.test(text)) return "web address";
  if (EITHER.test(text)) return "text";
  const shape = identifierShape(text);
  if (shape !== null && !/\p{L}/u.test(text)) return `numbers ${shape.replace(/\p{N}+/gu, "0")}`;
  if (shape !== null) return `id ${/^\p{N}/u.test(text) ? shape.replace(/^\p{N}+/u, "0") : shape}`;
  if (/^[\p{L}\p{N}]+$/u.test(text) && /\p{N}/u.test(text))
    return `code ${/^\p{L}{0,4}/u.exec(text)?.[0].toLowerCase()}0`;
  return /\p{N}/u.test(text) ? "text 0" : "text";
});

/** True for what is joined without spaces, as identifiers are. */
export function isJoined(value: unknown): boolean {
  return JOINED.test(kindOf(value));
}

/**
 * Kinds of identifiers a description gives: by their beginning, or by an example, unless values of another kind were
 * given all the same (`seen`): then it was one among several.
 */
export function kindsDescribed(description: string, seen: ReadonlyMap<string, number> = new Map()): string[] {
  const beginnings = [...description.matchAll(BEGINNING)].map((match) => `id ${match[1]?.toLowerCase()}`);
  const found = (description.match(IDENTIFIER) ?? []).filter((one) => /\p{N}/u.test(one)).map(kindOf);
  const isOneOfSeveral = beginnings.length === 0 && [...seen.keys()].some((kind) => !found.includes(kind));
  return [...new Set([...beginnings, ...(isOneOfSeveral ? [] : found)])];
}

/** Kinds of the identifiers of a text and of the names within its links, of a long one those of its beginning. */
export function kindsIn(text: string): string[] {
  const found = text.slice(0, LENGTH_READ).match(IDENTIFIER) ?? [];
  const told = found.slice(0, IDENTIFIERS_READ).flatMap((one) => [one, ...partsOf(one.replace(HOST, ""))]);
  return [...new Set(told.map(kindOf))];
}

export function familyOf(kind: string): string {
  return kind.startsWith("text") ? "text" : (/^\S+/.exec(kind)?.[0] ?? kind);
}
