/** Splits a message into what its writer says now and the rest (quotations, signature, footers). Pure. */
import { recalled } from "#lib/recalled";
import { mailBelow, quotedLines } from "./quotations";
import { asideFrom } from "./signatures";

/** A stretch of a text, `end` excluded. */
export type Stretch = { start: number; end: number };

/** Messages are read again and again; the newest are kept as they were read. */

/** The stretches of `body` that are not said now, in order; whole lines. A body that is nothing else but a signature is said. */
export function asides(body: string): Stretch[] {
  // A message of one line has no quotation below it.
  if (!body.includes("\n"))
    return /^\s*>/u.test(body) && body.trim() !== "" ? [{ start: 0, end: body.length }] : [];
  return recentAsides(body);
}

const recentAsides = recalled(2_000, readAsides);

/** What is said now: the body without what stands aside. */
export function said(body: string): string {
  const aside = asides(body);
  if (aside.length === 0) return body;
  let text = "";
  let from = 0;
  for (const { start, end } of aside) {
    text += body.slice(from, start);
    from = end;
  }
  return (text + body.slice(from)).trim();
}

/**
 * What is said with a message that begins a conversation: nothing of ours can stand below it. Where its own words name
 * nothing, the mail below them is what its sender wants read, as if it were marked as forwarded.
 */
export function saidFirst(body: string): string {
  const own = said(body);
  const below = own.length > longestPointer || isTelling(own) ? null : mailBelow(body);
  return below === null ? own : `${own}\n\n${below}`.trim();
}

/** "Please have a look, thanks" is about what follows; what asks, or names a thing or a figure, is about that. */
const longestPointer = 120;

function isTelling(text: string): boolean {
  return /[\p{N}?？؟]/u.test(text);
}

function readAsides(body: string): Stretch[] {
  const lines = body.split("\n").map((line) => line.replace(/\r$/, ""));
  const marks = quotedLines(lines);
  // The signature is looked for in what is left, as it often stands between the answer and the quotation.
  const own = lines.flatMap((line, at) => (marks[at] ? [] : [{ line, at }]));
  const cut = asideFrom(own.map(({ line }) => line));
  const isAllAside = own.slice(0, cut).every(({ line }) => line.trim() === "");
  if (isAllAside && own.some(({ line }) => line.trim() !== "")) return stretches(body, lines, marks);
  for (const { at } of own.slice(cut)) marks[at] = true;
  return stretches(body, lines, marks);
}

/** Marked lines as stretches; blank lines between two marked ones go with them. */
function stretches(body: string, lines: string[], marks: boolean[]): Stretch[] {
  const found: Stretch[] = [];
  let start = 0;
  for (const [at, line] of lines.entries()) {
    const end = Math.min(
      body.length,
      start + (body.startsWith("\r\n", start + line.length) ? 2 : 1) + line.length,
    );
    const last = found.at(-1);
    const isJoined = last && body.slice(last.end, start).trim() === "";
    if (marks[at] && last && isJoined) last.end = end;
    else if (marks[at] && line.trim() !== "") found.push({ start, end });
    start = end;
  }
  return found;
}
