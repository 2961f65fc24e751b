/** Machine-made identifiers, and how to recognise them. */
import { JOINING } from "../tokens";

const PART = `[${JOINING}--_]+`;
const FURTHER = `[\\-_.@:\\/+]${PART}`;
/** A name that a machine gave: parts joined without spaces, as in `lb-a94e`, `pg-shop`, `x.example.com`, `ann@x.org`; paths and links. */
export const IDENTIFIER = new RegExp(
  `(?<!${JOINING})(?:${PART}://[${JOINING}\\-.@:\\/?&=%+#~]*[${JOINING}\\/]|\\/${PART}(?:${FURTHER})*|${PART}(?:${FURTHER})+)`,
  "gv",
);
const WHOLE_IDENTIFIER = new RegExp(`^(?:${IDENTIFIER.source})$`, "v");

/** The first part of an identifier where that names its kind, and what joins the rest: "lb-", "@", ".."; null for other text. */
export function identifierShape(text: string): string | null {
  if (!WHOLE_IDENTIFIER.test(text)) return null;
  // An account is one whatever its name begins with.
  if (text.includes("@")) return "@";
  const first = /^[\p{L}\p{N}]{1,4}(?=-)/u.exec(text)?.[0].toLowerCase();
  return first ? `${first}-` : text.replace(/[\p{L}\p{N}]+/gu, "").slice(0, 6);
}
