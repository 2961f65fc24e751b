/** Machine-made identifiers, and how to recognise them. */
import { JOINING } from "../tokens";

const PART = `[${JOINING}--_]+`;
const FURTHER = `[\\-_.@:\\/+]${PART}`;
/** A name that a machine gave: parts joined without spaces, as in `lb-a94e`, `pg-shop`, `x.example.com`, `ann@x.org`; paths and links. */
export const IDENTIFIER = new RegExp(
  `(?<!${JOINING})(?:${PART}://[${JOINING}\\-.@:\\/?&=%+#~]*[${JOINING}\\/]|\\/${PART}(?:${FURTHER})*|${PART}(?:${FURTHER})+)`,
  "gv",
);
/** Letters and digits in one: "HC20911". */
const CODE = /^(?=.*\p{L})(?=.*\p{N})[\p{L}\p{N}]+$/u;
const WHOLE_IDENTIFIER = new RegExp(`^(?:${IDENTIFIER.source})$`, "v");

/** The first part of an identifier where that names its kind, and what joins the rest: "lb-", "@", ".."; null for other text. */
export function identifierShape(text: string): string | null {
  if (!WHOLE_IDENTIFIER.test(text)) return null;
  // An account is one whatever its name begins with.
  if (text.includes("@")) return "@";
  const first = /^[\p{L}\p{N}]{1,4}(?=-)/u.exec(text)?.[0].toLowerCase();
  return first ? `${first}-` : text.replace(/[\p{L}\p{N}]+/gu, "").slice(0, 6);
}

/**
 * The names an identifier is joined of by slashes, colons and the signs of a link: the instance of `vm-77be01:8080`, the
 * host of a link. An account stays whole, and a time is none.
 */
export function partsOf(identifier: string): string[] {
  if (identifier.includes("@")) return [];
  const parts = identifier.split(/[/?&=#:]+/u).filter((part) => part !== "" && part !== identifier);
  return parts.filter((part) => identifierShape(part) !== null || CODE.test(part));
}
