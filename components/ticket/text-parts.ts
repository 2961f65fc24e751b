/** Finds the web addresses in plain text. Only http and https become links, and a link reads as where it leads. */

export type TextPart = { text: string; href?: string };

const address = /https?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
/** Signs that end a sentence or a bracket around the address rather than the address. */
const closing = new Set(".,;:!?…。！？、，]}");

/** The text in pieces that joined give it back; pieces with `href` are addresses. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0]);
    const href = safeHref(found);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Drops closing punctuation, and brackets that the address did not open. Linear, whatever a sender wrote. */
function trimmed(found: string): string {
  let unopened = count(found, ")") - count(found, "(");
  let end = found.length;
  while (end > 0) {
    const last = found.charAt(end - 1);
    const isUnopened = last === ")" && unopened > 0;
    if (!isUnopened && !closing.has(last)) break;
    if (isUnopened) unopened -= 1;
    end -= 1;
  }
  return found.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** Null for what is no address, and for one that hides its host behind a user name. */
function safeHref(found: string): string | null {
  if (!URL.canParse(found)) return null;
  const { protocol, username, href } = new URL(found);
  return (protocol === "https:" || protocol === "http:") && username === "" ? href : null;
}
