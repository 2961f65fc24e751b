/** HTML mail as the text its reader sees: paragraphs, lists and quotations as lines, nothing of the tags. */
import { compile } from "html-to-text";

/** Deepest nesting and most children of one element that are read: what a hostile mail can cost. */
const limits = { maxDepth: 200, maxChildNodes: 5_000, maxBaseElements: 1, ellipsis: "…" };

function styled(rule: string): string {
  return `[style*="${rule}" i]`;
}

const toText = compile({
  wordwrap: false,
  limits,
  selectors: [
    { selector: "img", format: "skip" },
    // Elements a reader does not see are left out.
    ...[
      "[hidden]",
      ...["display:none", "display: none", "visibility:hidden", "visibility: hidden"].map(styled),
    ].map((selector) => ({ selector, format: "skip" })),
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    // Mail programs lay whole letters out in tables: cells follow one another, each row on a line of its own.
    { selector: "tr", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...["td", "th"].map((selector) => ({ selector, format: "inlineSurround", options: { suffix: " " } })),
  ],
});

/** A mail is HTML when it begins as a document does, or is built of the elements mail programs build letters of. */
const document = /^\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])/i;
const opening =
  /^\s*<(?:div|p|span|table|font|center|br|meta|style|section|article|ul|ol|h[1-6])(?:\s[^<>]*)?\/?>/i;
const closing =
  /<\/(?:div|p|span|table|font|center|section|article|ul|ol|h[1-6]|html|body)\s*>\s*$|<br\s*\/?>\s*$/i;
const breaks = /<br\s*\/?>|<\/p\s*>|<\/div\s*>/gi;

/** True for a text that is HTML as a whole. Somebody who writes about HTML quotes a piece of it between words. */
export function isHtml(text: string): boolean {
  if (document.test(text)) return true;
  const end = text.slice(-200);
  if (opening.test(text.slice(0, 2_000)) && closing.test(end)) return true;
  // Lines end with <br> in place of line breaks: some systems send that, without an element around it.
  const count = (text.slice(0, 64_000).match(breaks) ?? []).length;
  return count >= 2 && count > (text.match(/\n/g) ?? []).length && !/```|<code|<pre/i.test(text);
}

/** The text of an HTML mail. */
export function plainText(html: string): string {
  return (
    toText(html)
      .replace(/[\u00a0\u2007\u202f]/g, " ")
      .replace(/[\u200b\u2060\ufeff]/g, "")
      // Looked for where a run of blanks begins only: a long one would be read again from each of its places.
      .replace(/(?<![ \t])[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
  );
}
