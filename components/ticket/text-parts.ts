/**
 * Finds web addresses and code in plain text. Only http and https become links, and a link reads as where it leads; code
 * is what stands between backticks, or between fences of three.
 */

export type TextPart = { text: string; href?: string; code?: { text: string; isBlock: boolean } };

const address = /https?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/giu;
/** Signs that end a sentence or a bracket around the address rather than the address. */
const closing = new Set(".,;:!?…。！？、，]}");

/** The text in pieces that joined give it back; pieces with `href` are addresses, those with `code` are code. */
export function textParts(text: string): TextPart[] {
  return codeParts(text).flatMap((part) => (part.code ? [part] : linkParts(part.text)));
}

const fence = "```";

/** Splits off the code. Linear: no backtick is looked for twice. */
function codeParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  let hasFences = true;
  for (let start = text.indexOf("`"); start >= 0; ) {
    const isFence = text.startsWith(fence, start);
    const mark = isFence ? fence : "`";
    const from = start + mark.length;
    const close = isFence && !hasFences ? -1 : text.indexOf(mark, from);
    if (isFence && close < 0) hasFences = false;
    if (!isFence && close < 0) break;
    // A backtick within a word is an apostrophe of an odd keyboard.
    const isApostrophe = !isFence && /[\p{L}\p{N}]/u.test(text.charAt(start - 1));
    const code = close < 0 || isApostrophe ? null : codeOf(text.slice(from, close), isFence);
    if (!code) {
      start = text.indexOf("`", from);
      continue;
    }
    if (start > end) parts.push({ text: text.slice(end, start) });
    end = close + mark.length;
    parts.push({ text: text.slice(start, end), code });
    start = text.indexOf("`", end);
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Null for what no one means as code: nothing at all, or single backticks that span lines. */
function codeOf(inner: string, isFence: boolean): TextPart["code"] | null {
  if (inner.trim() === "") return null;
  if (!inner.includes("\n")) return { text: inner.trim(), isBlock: false };
  if (!isFence) return null;
  // The first line may name the language.
  return { text: inner.replace(/^[\w+#.-]*[ \t]*\n/, "").trimEnd(), isBlock: true };
}

function linkParts(text: string): TextPart[] {
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
